import type { Observations } from '../series/observations.ts'
import { ObservationsBuilder } from '../series/observations.ts'
import { assert } from '../text/assert.ts'
import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import type { SourceFile } from './collect.ts'
import type { Strategy } from './model.ts'
import { readObservationCsv } from './observation-csv.ts'
import type { Tally } from './observation-faults.ts'
import { readObservationJson } from './observation-json.ts'
import { RowReader } from './observation-row.ts'

const words = {
  'observation-file-too-large':
    'This file has {size} MB; files of values are read up to {limit} MB. Split it: any number may be read together.',
}
const diagnose = diagnoser(words)

export const observationLimits = { csvBytes: 64e6, jsonBytes: 16e6 }

/** `rowsIn` = `read` + `rejected`; in the wide form every filled cell is a row. */
export type Accounting = { readonly rowsIn: number; readonly read: number; readonly rejected: number }

export type ObservationsReading = {
  readonly observations: Observations
  readonly diagnostics: readonly Diagnostic[]
  readonly accounting: Accounting
}

/**
 * Reads observed values from CSV files (a row each, or a column for each period) and JSON files, in the order of their
 * names. A value is in the measure's own unit; `85.7%` and `85.7` of a % measure are stored as 0.857; empty or n/a is
 * explicitly nothing. Never throws: a row that cannot be read is left out, counted and told.
 */
export function readObservations(files: readonly SourceFile[], strategy: Strategy): ObservationsReading {
  const builder = new ObservationsBuilder()
  const reader = new RowReader(strategy, builder)
  const diagnostics: Diagnostic[] = []
  let rowsIn = 0
  let read = 0
  let rejected = 0
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  for (const file of ordered) {
    reader.file = builder.file(file.name)
    const tally = readFile(file, reader, strategy)
    for (const fault of tally.diagnostics) diagnostics.push(fault)
    rowsIn += tally.rowsIn
    read += tally.read
    rejected += tally.rejected
  }
  const observations = builder.build()
  assert(rowsIn === read + rejected, 'every row is read or rejected')
  assert(observations.count === read, 'what was read is in the columns')
  return { observations, diagnostics, accounting: { rowsIn, read, rejected } }
}

function readFile(file: SourceFile, reader: RowReader, strategy: Strategy): Tally {
  const isJson = /\.json$/i.test(file.name)
  const most = isJson ? observationLimits.jsonBytes : observationLimits.csvBytes
  if (file.text.length > most) {
    const facts = { size: Math.ceil(file.text.length / 1e6), limit: most / 1e6 }
    const span = { file: file.name, start: 0, end: 1 }
    const told = diagnose('observation-file-too-large', 'error', span, facts)
    return { rowsIn: 0, read: 0, rejected: 0, diagnostics: [told] }
  }
  if (isJson) return readObservationJson(file, reader)
  return readObservationCsv(file, reader, strategy.organisation.calendar)
}
