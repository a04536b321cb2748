import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { makeCalendar, readCsv } from '@keelson/core'
import { filingsCsv, readFacts } from './filings.ts'

/** Makes the observations of `examples/filings`: `node write-filings.ts facts.csv examples/filings/observations/quarterly.csv`. */
const [source, target] = process.argv.slice(2)
if (!source || !target) throw new Error('say the file of facts and the file to write')
const { header, rows } = readCsv(readFileSync(source, 'utf8'), { file: source })
const { calendar } = makeCalendar({ start: { month: 2, day: 1 } })
writeFileSync(
  target,
  filingsCsv(
    readFacts(
      header.map(({ name }) => name),
      rows,
    ),
    calendar,
  ),
)
