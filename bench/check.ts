import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { median } from './figures.ts'
import { writeLargeCompany } from './large-company.ts'

const root = join(import.meta.dirname, '..')
const bin = join(root, 'packages/cli/bin/keelson.js')
const telling = `data:text/javascript,process.on('exit',()=>process.stderr.write(JSON.stringify(process.cpuUsage())))`
const turns = 7

/** Seconds of processor time of a whole run of `keelson check`, start-up included: the median of several runs. */
function processorSeconds(folder: string): number {
  const run = () => {
    const { stderr } = spawnSync(process.execPath, ['--import', telling, bin, 'check', folder], {
      encoding: 'utf8',
    })
    const { user, system } = JSON.parse(stderr.slice(stderr.lastIndexOf('{'))) as {
      user: number
      system: number
    }
    return (user + system) / 1e6
  }
  run()
  return median(Array.from({ length: turns }, run))
}

/** `keelson check` on a company of 5,000 KPIs, and on the demo company. */
export function benchCheck(): { large: number; demo: number } {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-bench-'))
  writeLargeCompany(folder, 5000)
  const large = processorSeconds(folder)
  rmSync(folder, { recursive: true })
  return { large, demo: processorSeconds(join(root, 'examples/perlbeck')) }
}
