import process from 'node:process'
import type { FuzzReport } from '../packages/core/test/engine/fuzz.ts'
import { fuzz as fuzzQuietly } from '../packages/core/test/engine/fuzz.ts'

/** Edits random companies and compares every number with a fresh evaluation after each edit; tells how far it is. */
export function fuzz(edits: number, seed: number): FuzzReport {
  let told = 0
  return fuzzQuietly(edits, seed, undefined, (done) => {
    if (done - told < edits / 20 && done < edits) return
    told = done
    process.stderr.write(`${done} of ${edits} edits\n`)
  })
}

/** The report in lines, with the seeds that make it again. */
export function printFuzz({ companies, edits, cells, seeds, differences }: FuzzReport): string {
  const counts = `${edits} edits in ${companies} companies (seeds ${seeds[0]} to ${seeds[1]}), ${cells} cells compared`
  return [counts, `${differences.length} differences`, ...differences].join('\n')
}

if (import.meta.main) {
  const [edits = 100_000, seed = 1] = process.argv.slice(2).map(Number)
  const report = fuzz(edits, seed)
  process.stdout.write(`${printFuzz(report)}\n`)
  process.exitCode = report.differences.length === 0 ? 0 : 1
}
