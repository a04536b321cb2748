import type { NumberReading } from '../quantity/number.ts'
import { explainNumber, readNumber } from '../quantity/number.ts'
import { toStored } from '../quantity/unit.ts'
import type { Observations } from '../series/observations.ts'
import { ObservationsBuilder } from '../series/observations.ts'
import { assert } from '../text/assert.ts'
import { cellSpan, readCsv } from '../text/csv.ts'
import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser, fill } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'
import type { Day } from '../time/day.ts'
import { parseDay } from '../time/day.ts'
import { isFault, timeWords } from '../time/fault.ts'
import type { Grain } from '../time/grain.ts'
import type { SourceFile } from './collect.ts'
import type { Measure, Strategy } from './model.ts'

const words = {
  'observation-column-missing':
    'The file has no column "{column}". Columns: measure, period, value; also recorded, source, note.',
  'observation-measure-unknown': 'There is no measure "{id}"{hint}.',
  'observation-of-computed': 'The measure {id} is computed; its values are not taken from files.',
  'observation-period': '{problem}',
  'observation-grain': 'The measure {id} is kept by the {grain}; "{period}" is another kind of period.',
  'observation-value': '{problem}',
  'observation-unit': '"{text}" is no amount in {unit}.',
  'observation-recorded': '"{text}" is no date. Write year-month-day, such as 2026-04-01.',
  'observation-json': 'The file is not a JSON array of objects with measure, period and value{problem}.',
  'observations-more': '{count} more rows of this file were rejected.',
}
const diagnose = diagnoser(words)

const mostDiagnostics = 200

export type ObservationsReading = {
  readonly observations: Observations
  readonly diagnostics: readonly Diagnostic[]
  /** rowsIn = read + rejected. */
  readonly accounting: { readonly rowsIn: number; readonly read: number; readonly rejected: number }
}

/**
 * Reads observed values from CSV or JSON files. Long form: columns `measure`, `period` and `value`, and perhaps
 * `recorded` (the period's last day where it is not said), `source`, `note`. Wide form: `measure`, then one column for
 * each period. A row is read whole, or rejected and told.
 */
export function readObservations(files: readonly SourceFile[], strategy: Strategy): ObservationsReading {
  const reader = new ObservationsReader(strategy)
  for (const file of files) {
    if (file.name.endsWith('.json')) reader.readJson(file)
    else reader.readTable(file)
  }
  return reader.finish()
}

type Row = {
  readonly measure: string
  readonly period: string
  readonly value: string
  readonly recorded: string
  readonly source: string
  readonly note: string
}

type Column = keyof Row

class ObservationsReader {
  readonly #strategy: Strategy
  readonly #builder = new ObservationsBuilder()
  readonly #diagnostics: Diagnostic[] = []
  readonly #ordinals = new Map<Grain, Map<string, number>>()
  readonly #days = new Map<string, Day>()
  #file = 0
  #rowsIn = 0
  #read = 0
  #rejectedHere = 0

  constructor(strategy: Strategy) {
    this.#strategy = strategy
  }

  finish(): ObservationsReading {
    const rejected = this.#rowsIn - this.#read
    assert(rejected >= 0, 'no more rows are read than there are')
    const accounting = { rowsIn: this.#rowsIn, read: this.#read, rejected }
    return { observations: this.#builder.build(), diagnostics: this.#diagnostics, accounting }
  }

  readTable(file: SourceFile): void {
    const csv = readCsv(file.text, { file: file.name })
    this.#begin(file.name)
    this.#diagnostics.push(...csv.diagnostics)
    this.#rowsIn += csv.rejects.length
    const names = csv.header.map(({ name }) => name.trim().toLowerCase())
    const at = (name: string) => names.indexOf(name)
    const measure = at('measure')
    const value = at('value')
    const period = at('period') >= 0 ? at('period') : at('date')
    const isWide = value < 0 && period < 0 && measure >= 0
    if (isWide) this.#readWide(csv, measure)
    else {
      const places = {
        measure,
        period,
        value,
        recorded: at('recorded'),
        source: at('source'),
        note: at('note'),
      }
      const lacking = (['measure', 'period', 'value'] as const).find((name) => places[name] < 0)
      if (lacking && names.length > 0) {
        this.#rowsIn += csv.rows.length
        const span = csv.header[0]?.span ?? { file: file.name, start: 0, end: 1 }
        this.#diagnostics.push(diagnose('observation-column-missing', 'error', span, { column: lacking }))
      } else this.#readLong(csv, places)
    }
    this.#end(file.name)
  }

  #readLong(csv: ReturnType<typeof readCsv>, places: Record<Column, number>): void {
    const { measure, period, value, recorded, source, note } = places
    for (const [index, cells] of csv.rows.entries()) {
      const text = (place: number) => (place < 0 ? '' : (cells[place] as string))
      const row: Row = {
        measure: text(measure),
        period: text(period),
        value: text(value),
        recorded: text(recorded),
        source: text(source),
        note: text(note),
      }
      this.#take(row, csv.starts[index] as number, (column) => cellSpan(csv, index, places[column]))
    }
  }

  #readWide(csv: ReturnType<typeof readCsv>, measure: number): void {
    for (const [index, cells] of csv.rows.entries()) {
      for (const [place, { name }] of csv.header.entries()) {
        if (place === measure) continue
        const row: Row = {
          ...emptyRow,
          measure: cells[measure] as string,
          period: name,
          value: cells[place] as string,
        }
        const spanOf = (column: Column): Span =>
          column === 'period'
            ? (csv.header[place] as { span: Span }).span
            : cellSpan(csv, index, column === 'measure' ? measure : place)
        this.#take(row, csv.starts[index] as number, spanOf)
      }
    }
  }

  readJson(file: SourceFile): void {
    this.#begin(file.name)
    const span = { file: file.name, start: 0, end: 1 }
    const refuse = (problem: string) =>
      this.#diagnostics.push(diagnose('observation-json', 'error', span, { problem }))
    let data: unknown
    try {
      data = JSON.parse(file.text)
    } catch (error) {
      refuse(`: ${(error as Error).message}`)
      return
    }
    if (!Array.isArray(data)) {
      refuse('')
      return
    }
    for (const [index, item] of data.entries()) {
      const fields = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {}
      const text = (name: string): string => {
        const field = Object.hasOwn(fields, name) ? fields[name] : undefined
        return typeof field === 'string' || typeof field === 'number' ? String(field) : ''
      }
      const row: Row = {
        measure: text('measure'),
        period: text('period') || text('date'),
        value: text('value'),
        recorded: text('recorded'),
        source: text('source'),
        note: text('note'),
      }
      this.#take(row, index, () => span)
    }
    this.#end(file.name)
  }

  #begin(name: string): void {
    this.#file = this.#builder.file(name)
    this.#rejectedHere = 0
  }

  #end(name: string): void {
    const more = this.#rejectedHere - mostDiagnostics
    if (more <= 0) return
    this.#diagnostics.push(
      diagnose('observations-more', 'error', { file: name, start: 0, end: 1 }, { count: more }),
    )
  }

  #reject(code: keyof typeof words, span: Span, facts: Record<string, string | number>): undefined {
    if (++this.#rejectedHere > mostDiagnostics) return
    this.#diagnostics.push(diagnose(code, 'error', span, facts))
  }

  #take(row: Row, offset: number, spanOf: (column: Column) => Span): void {
    this.#rowsIn++
    const measure = this.#measure(row.measure, spanOf)
    if (!measure) return
    const ordinal = this.#ordinal(row.period, measure, spanOf)
    if (ordinal === undefined) return
    const value = this.#value(row.value, measure, spanOf)
    if (value === undefined) return
    const recorded = this.#recorded(row.recorded, measure.grain, ordinal, spanOf)
    if (recorded === undefined) return
    const note = { ...(row.source ? { source: row.source } : {}), ...(row.note ? { note: row.note } : {}) }
    const hasNote = row.source !== '' || row.note !== ''
    this.#builder.add(measure.id, ordinal, value, recorded, this.#file, offset, hasNote ? note : undefined)
    this.#read++
  }

  #measure(id: string, spanOf: (column: Column) => Span): Measure | undefined {
    const measure = this.#strategy.measures.get(id) ?? this.#strategy.measures.get(id.trim())
    if (!measure) {
      const meant = nearest(id, this.#strategy.measures.keys())
      const hint = meant ? `; did you mean "${meant}"?` : ''
      return this.#reject('observation-measure-unknown', spanOf('measure'), { id, hint })
    }
    if (!measure.formula && measure.aggregates.length === 0) return measure
    return this.#reject('observation-of-computed', spanOf('measure'), { id })
  }

  #ordinal(text: string, { id, grain }: Measure, spanOf: (column: Column) => Span): number | undefined {
    let known = this.#ordinals.get(grain)
    if (!known) {
      known = new Map()
      this.#ordinals.set(grain, known)
    }
    const found = known.get(text)
    if (found !== undefined) return found
    const { calendar } = this.#strategy.organisation
    const day = parseDay(text.trim())
    if (day !== undefined) {
      const ordinal = calendar.ordinal(grain, day)
      known.set(text, ordinal)
      return ordinal
    }
    const period = calendar.parse(text.trim())
    if (isFault(period)) {
      const problem = fill(timeWords[period.fault], period.facts)
      return this.#reject('observation-period', spanOf('period'), { problem, ...period.facts })
    }
    if (period.grain !== grain)
      return this.#reject('observation-grain', spanOf('period'), { id, grain, period: text })
    known.set(text, period.ordinal)
    return period.ordinal
  }

  #value(text: string, measure: Measure, spanOf: (column: Column) => Span): number | undefined {
    if (/^-?[0-9]+(?:\.[0-9]+)?$/.test(text)) return toStored(Number(text), measure.unit)
    const reading: NumberReading = readNumber(text)
    if ('fault' in reading) {
      return this.#reject('observation-value', spanOf('value'), {
        problem: explainNumber(reading),
        ...reading.facts,
      })
    }
    if ('missing' in reading) return Number.NaN
    if (reading.unit === undefined || isSameUnit(reading.unit, measure.unit.name))
      return toStored(reading.value, measure.unit)
    return this.#reject('observation-unit', spanOf('value'), { text, unit: measure.unit.name })
  }

  #recorded(text: string, grain: Grain, ordinal: number, spanOf: (column: Column) => Span): Day | undefined {
    if (text === '') return this.#strategy.organisation.calendar.end(grain, ordinal)
    const known = this.#days.get(text)
    if (known !== undefined) return known
    const day = parseDay(text.trim())
    if (day === undefined) return this.#reject('observation-recorded', spanOf('recorded'), { text })
    this.#days.set(text, day)
    return day
  }
}

const emptyRow: Row = { measure: '', period: '', value: '', recorded: '', source: '', note: '' }

/** `Weeks` is week, `%` is %. */
function isSameUnit(written: string, unit: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/s$/, '')
  return plain(written) === plain(unit)
}
