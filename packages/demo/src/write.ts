import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { parseDay } from '@keelson/core'
import { perlbeckFiles } from './perlbeck.ts'

/** Writes the demo company into a folder: `node write.ts examples/perlbeck 2026-11-04`. */
const [folder = 'examples/perlbeck', written = '2026-11-04'] = process.argv.slice(2)
const day = parseDay(written)
if (day === undefined) throw new Error(`"${written}" is no date`)
for (const { path, text } of perlbeckFiles(day)) {
  const target = join(folder, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
}
