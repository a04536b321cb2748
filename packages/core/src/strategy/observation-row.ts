import { explainNumber, type NumberStyle, readNumber } from '../quantity/number.ts'
import { toStored, type Unit } from '../quantity/unit.ts'
import type { ObservationsBuilder } from '../series/observations.ts'
import { type Facts, fill } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import { type Day, parseDay } from '../time/day.ts'
import { isFault, timeWords } from '../time/fault.ts'
import { type Grain, grains } from '../time/grain.ts'
import type { Id, Measure, Strategy } from './model.ts'
import { quote } from './report.ts'

/** What each fault of one observed value says. */
export const rowWords = {
  'observation-measure-missing': 'Row {row}: no measure is named. Write its id in the column "measure".',
  'observation-measure-unknown':
    'Row {row}: there is no measure "{measure}"{hint}. None of its rows in this file were read.',
  'observation-of-computed':
    'Row {row}: {measure} is computed by its {from}, so its values are not observed. Remove its rows, or its {from}. None of its rows in this file were read.',
  'observation-period-unreadable': 'Row {row}, column {column}: {problem}',
  'observation-grain':
    'Row {row}, column {column}: {measure} is kept by the {grain}, and "{period}" is a {found}. Write a {grain} such as {example}, or a date inside it.',
  'observation-value-unreadable':
    'Row {row}, column {column}: {problem} Write a number such as 1234.5, or n/a where there is none.',
  'observation-value-unit':
    'Row {row}, column {column}: "{text}" is given in {found}, and {measure} is kept in {unit}. Write the number in {unit}.',
  'observation-recorded-unreadable':
    'Row {row}, column {column}: "{text}" is no date. Write year-month-day, such as 2026-04-01.',
} as const

export type RowCode = keyof typeof rowWords
export type RowField = 'measure' | 'period' | 'value' | 'recorded'

/** Why a row was not read, and in which of its fields; `ofMeasure`: it holds for every row of its measure. */
export type RowFault = {
  readonly code: RowCode
  readonly field: RowField
  readonly facts: Facts
  readonly ofMeasure?: boolean
}

/** A period as an observation needs it. */
type Place = { readonly ordinal: number; readonly lastDay: Day }

type Known = {
  readonly id: Id
  readonly unit: Unit
  readonly grain: Grain
  /** By the texts that named them so far; shared by the measures of one grain. */
  readonly places: Map<string, Place>
  readonly fault: RowFault | undefined
}

const pointNumber = /^-?[0-9]+(?:\.[0-9]+)?$/
/** Where a comma may stand before decimals, 1.234 has two readings and is left to the careful reader. */
const eitherNumber = /^-?[0-9]+(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?$/

/** Reads observed values one by one into the builder; what was named once is not looked up again. */
export class RowReader {
  readonly #strategy: Strategy
  readonly #builder: ObservationsBuilder
  readonly #known = new Map<string, Known>()
  #lastText = ''
  #last: Known = { ...unknown, fault: missing }
  readonly #days = new Map<string, Day>()
  readonly #places = new Map<Grain, Map<string, Place>>(grains.map((grain) => [grain, new Map()]))
  /** The file read, as the builder knows it, and how its numbers are written. */
  file = 0
  decimal: NonNullable<NumberStyle['decimal']> = '.'

  constructor(strategy: Strategy, builder: ObservationsBuilder) {
    this.#strategy = strategy
    this.#builder = builder
  }

  /** Adds one observation; a fault says why it was not added. Empty texts say nothing, and NaN is explicitly nothing. */
  read(
    measure: string,
    period: string,
    value: string | number,
    recorded: string,
    source: string,
    note: string,
    offset: number,
  ): RowFault | undefined {
    const known = measure === this.#lastText ? this.#last : this.#lookUp(measure)
    if (known.fault) return known.fault
    const place = known.places.get(period) ?? this.#place(known, period)
    if ('code' in place) return place
    const number = this.#number(known, value)
    if (typeof number === 'object') return number
    const day = recorded === '' ? place.lastDay : this.#day(recorded)
    if (day === undefined) {
      const facts = { text: quote(recorded) }
      return { code: 'observation-recorded-unreadable', field: 'recorded', facts }
    }
    const more = source === '' && note === '' ? undefined : notes(source, note)
    this.#builder.add(known.id, place.ordinal, number, day, this.file, offset, more)
    return undefined
  }

  /** The rows of a measure mostly stand together, and comparing a text is cheaper than hashing it. */
  #lookUp(text: string): Known {
    this.#last = this.#known.get(text) ?? this.#meet(text)
    this.#lastText = text
    return this.#last
  }

  #meet(text: string): Known {
    const id = text.trim()
    const measure = this.#strategy.measures.get(id)
    const known = measure ? this.#knownOf(measure) : { ...unknown, fault: this.#faultOfMeasure(id) }
    this.#known.set(text, known)
    return known
  }

  #knownOf({ id, unit, grain, formulaText, aggregates }: Measure): Known {
    const from = formulaText !== undefined ? 'formula' : aggregates.length > 0 ? 'aggregates' : undefined
    const fault: RowFault | undefined = from && {
      code: 'observation-of-computed',
      field: 'measure',
      facts: { measure: id, from },
      ofMeasure: true,
    }
    return { id, unit, grain, places: this.#places.get(grain) as Map<string, Place>, fault }
  }

  #faultOfMeasure(id: string): RowFault {
    if (id === '') return missing
    const { kpis, measures } = this.#strategy
    const meant = kpis.get(id)?.measure ?? nearest(id, measures.keys())
    const hint = meant === undefined ? '' : ` (did you mean "${meant}"?)`
    const facts = { measure: quote(id), hint }
    return { code: 'observation-measure-unknown', field: 'measure', facts, ofMeasure: true }
  }

  #place(known: Known, text: string): Place | RowFault {
    const { calendar } = this.#strategy.organisation
    const { grain } = known
    const period = calendar.parse(text)
    if (isFault(period)) {
      const problem = fill(timeWords[period.fault], { ...period.facts, text: quote(text.trim()) })
      return { code: 'observation-period-unreadable', field: 'period', facts: { problem } }
    }
    if (period.grain !== grain && period.grain !== 'day') {
      const example = calendar.name(
        grain,
        calendar.ordinal(grain, calendar.start(period.grain, period.ordinal)),
      )
      const facts = { measure: known.id, grain, period: quote(text), found: period.grain, example }
      return { code: 'observation-grain', field: 'period', facts }
    }
    const ordinal = period.grain === grain ? period.ordinal : calendar.ordinal(grain, period.ordinal)
    const place = { ordinal, lastDay: calendar.end(grain, ordinal) }
    known.places.set(text, place)
    return place
  }

  #number(known: Known, written: string | number): number | RowFault {
    if (typeof written === 'number') {
      if (Number.isFinite(written) || Number.isNaN(written)) return toStored(written, known.unit)
      return unreadable(`"${written}" is no finite number.`)
    }
    const simple = this.decimal === '.' ? pointNumber : eitherNumber
    if (simple.test(written)) {
      const number = Number(written)
      if (Number.isSafeInteger(number) || !Number.isInteger(number)) return toStored(number, known.unit)
    }
    return this.#carefully(known, written)
  }

  #carefully(known: Known, written: string): number | RowFault {
    const reading = readNumber(written, { decimal: this.decimal })
    if ('missing' in reading) return Number.NaN
    if ('fault' in reading) {
      const text = quote(written.trim())
      return unreadable(explainNumber({ ...reading, facts: { ...reading.facts, text } }))
    }
    const { unit, value } = reading
    if (unit === undefined || isSame(unit, known.unit)) return toStored(value, known.unit)
    const facts = {
      text: quote(written.trim()),
      found: quote(unit),
      measure: known.id,
      unit: known.unit.name,
    }
    return { code: 'observation-value-unit', field: 'value', facts }
  }

  #day(text: string): Day | undefined {
    const seen = this.#days.get(text)
    if (seen !== undefined) return seen
    const day = parseDay(text.trim())
    if (day !== undefined) this.#days.set(text, day)
    return day
  }
}

const missing: RowFault = { code: 'observation-measure-missing', field: 'measure', facts: {} }

const unknown = {
  id: '',
  unit: { name: '1', dimension: '1', form: 'plain' },
  grain: 'month',
  places: new Map<string, Place>(),
} as const

function unreadable(problem: string): RowFault {
  return { code: 'observation-value-unreadable', field: 'value', facts: { problem } }
}

/** The signs of one currency only; $ and ¥ are those of several. */
const signs: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP' }

function isSame(written: string, unit: Unit): boolean {
  if (written === unit.name) return true
  return Object.hasOwn(signs, written) && signs[written] === unit.name
}

function notes(source: string, note: string): { source?: string; note?: string } {
  return { ...(source === '' ? {} : { source }), ...(note === '' ? {} : { note }) }
}
