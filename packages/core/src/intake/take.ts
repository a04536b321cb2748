import { explainNumber, readNumber } from '../quantity/number.ts'
import type { Strategy } from '../strategy/model.ts'
import { type ObservationText, readObservationRows } from '../strategy/observation-rows.ts'
import { type Facts, fill } from '../text/diagnostic.ts'
import type { Day } from '../time/day.ts'
import { cellText, type IntakeCell, type IntakeRows, isBlank } from './cell.ts'
import { plainPeriod } from './day-text.ts'
import type { ColumnRole, IntakeMapping, Repair } from './mapping.ts'
import { Names } from './names.ts'
import { type IntakeCode, intakeWords } from './words.ts'

/** A value that was read; `row` is its row in the sheet from 1, `value` in stored units, NaN explicitly nothing. */
export type TakenValue = {
  readonly row: number
  readonly measure: string
  readonly ordinal: number
  readonly value: number
  readonly recorded: Day
  readonly note: string | undefined
}

/** A value that was not, and what would mend it: `text` as it stands there, `choices` the ids that may be meant. */
export type IntakeRejection = {
  readonly row: number
  readonly column: number
  readonly field: Repair['kind']
  readonly code: string
  readonly text: string
  readonly choices: readonly string[]
  readonly message: string
}

/**
 * What a sheet came to. Each cell in which a value stands is a row of it: `rowsIn` = those taken + `repeated` (the same
 * once more) + those rejected; cells with nothing are `blank`. Columns are mapped or ignored, by their headings.
 */
export type Intake = {
  readonly rowsIn: number
  readonly blank: number
  readonly repeated: number
  readonly taken: readonly TakenValue[]
  readonly rejected: readonly IntakeRejection[]
  readonly mapped: readonly string[]
  readonly ignored: readonly string[]
}

type Candidate = ObservationText & {
  readonly at: number
  readonly column: number
  readonly note: string | undefined
  readonly texts: Readonly<Record<Repair['kind'], string>>
}
type Refused = {
  readonly field: Repair['kind']
  readonly code: IntakeCode
  readonly text: string
  readonly facts?: Facts
  readonly choices?: readonly string[]
  readonly message?: string
}

/** Takes the values of a sheet by a mapping. Nothing is guessed: what has two meanings is left out, and says so. */
export function takeIn(rows: IntakeRows, mapping: IntakeMapping, strategy: Strategy, today: Day): Intake {
  const { columns, headerRow } = mapping
  const header = rows[headerRow - 1] ?? []
  const width = Math.max(header.length, columns.length)
  const headingOf = (at: number) => cellText(header[at]) || `column ${at + 1}`
  const roleOf = (at: number): ColumnRole => columns[at] ?? 'ignored'
  const all = Array.from({ length: width }, (_, at) => at)
  const reader = new Reader(rows, mapping, strategy)
  const { candidates, rejected, blank } = reader.read()
  const { taken, repeated, late } = readTexts(candidates, strategy, today)
  return {
    rowsIn: candidates.length + rejected.length,
    blank,
    repeated,
    taken,
    rejected: [...rejected, ...late].sort((a, b) => a.row - b.row || a.column - b.column),
    mapped: all.filter((at) => roleOf(at) !== 'ignored').map(headingOf),
    ignored: all.filter((at) => roleOf(at) === 'ignored').map(headingOf),
  }
}

class Reader {
  readonly #rows: IntakeRows
  readonly #mapping: IntakeMapping
  readonly #strategy: Strategy
  readonly #names: Names
  readonly #repairs = new Map<string, string | null>()
  readonly #candidates: Candidate[] = []
  readonly #rejected: IntakeRejection[] = []
  #blank = 0

  constructor(rows: IntakeRows, mapping: IntakeMapping, strategy: Strategy) {
    this.#rows = rows
    this.#mapping = mapping
    this.#strategy = strategy
    this.#names = new Names(strategy)
    for (const { kind, from, to } of mapping.repairs) this.#repairs.set(`${kind} ${from.trim()}`, to)
  }

  read() {
    const { columns, headerRow } = this.#mapping
    const one = (role: ColumnRole) => columns.indexOf(role)
    const period = one('period')
    const value = one('value')
    const wide = columns.flatMap((role, at) => (role === 'values' ? [at] : []))
    const header = this.#rows[headerRow - 1] ?? []
    for (let at = headerRow; at < this.#rows.length; at++) {
      const cells = this.#rows[at] ?? []
      for (const column of wide) this.#take(cells, at + 1, header[column], column)
      if (wide.length === 0) this.#take(cells, at + 1, period < 0 ? undefined : cells[period], value)
    }
    return { candidates: this.#candidates, rejected: this.#rejected, blank: this.#blank }
  }

  #take(cells: readonly IntakeCell[], row: number, period: IntakeCell | undefined, column: number): void {
    const cell = column < 0 ? undefined : cells[column]
    if (isBlank(cell)) {
      this.#blank += 1
      return
    }
    const { columns } = this.#mapping
    const textIn = (role: ColumnRole) => {
      const at = columns.indexOf(role)
      return at < 0 ? '' : cellText(cells[at])
    }
    const texts = {
      measure: textIn('measure'),
      department: textIn('department'),
      period: cellText(period),
      value: cellText(cell),
    }
    const measure = this.#measure(texts)
    const named = typeof measure === 'string' ? this.#period(texts.period) : measure
    const value = typeof named === 'string' ? this.#value(cell as IntakeCell, measure as string) : named
    if (typeof value === 'object' && value !== null) {
      const { field, code, text, choices = [], facts = {}, message } = value
      const at = field === 'value' || columns[column] === 'values' ? column : columns.indexOf(field)
      const said = message ?? fill(intakeWords[code], { text: text.slice(0, 80), ...facts })
      this.#rejected.push({ row, column: at, field, code, text, choices, message: `Row ${row}: ${said}` })
      return
    }
    // A sign of two halves may be cut between them, and no store holds one half.
    const note = textIn('note').slice(0, 2000).toWellFormed() || undefined
    const more = { at: row, column, note, texts }
    this.#candidates.push({ measure: measure as string, period: named as string, value, ...more })
  }

  #measure({ measure: text, department }: Candidate['texts']): string | Refused {
    if (text === '') return { field: 'measure', code: 'import-measure-blank', text }
    let home: string | undefined
    if (department !== '') {
      const to = this.#repaired('department', department)
      if (to === null) return { field: 'department', code: 'import-left-out', text: department }
      const found = this.#names.department(to)
      if (!('id' in found)) {
        const choices = 'choices' in found ? found.choices : found.several
        return { field: 'department', code: 'import-department-unknown', text: department, choices }
      }
      home = found.id
    }
    const to = this.#repaired('measure', text)
    if (to === null) return { field: 'measure', code: 'import-left-out', text }
    const found = this.#names.measure(to, home)
    if ('several' in found)
      return { field: 'measure', code: 'import-measure-several', text, choices: found.several }
    if ('choices' in found)
      return { field: 'measure', code: 'import-measure-unknown', text, choices: found.choices }
    if (home === undefined || this.#names.isOf(found.id, home)) return found.id
    const facts = { measure: found.id }
    return { field: 'department', code: 'import-department-other', text: department, facts }
  }

  #period(text: string): string | Refused {
    if (text === '') return { field: 'period', code: 'import-period-blank', text }
    const to = this.#repaired('period', text)
    if (to === null) return { field: 'period', code: 'import-left-out', text }
    const plain = plainPeriod(to, this.#mapping.dayOrder)
    return plain ?? { field: 'period', code: 'import-period-two-ways', text }
  }

  #value(cell: IntakeCell, measure: string): string | number | null | Refused {
    if (typeof cell === 'number') return cell
    const isShare = this.#strategy.measures.get(measure)?.unit.form !== 'plain'
    // 85 % in a sheet is 0.85 of whatever is counted.
    if (typeof cell === 'object') return isShare ? cell.percent : cell.percent / 100
    const text = cell.trim()
    const to = this.#repaired('value', text)
    if (to === null) return { field: 'value', code: 'import-left-out', text }
    const reading = readNumber(to, { decimal: this.#mapping.decimal })
    if ('missing' in reading) return null
    if ('value' in reading) return printPlainly(reading.value, reading.unit)
    const code = reading.fault === 'number-ambiguous' ? 'import-value-two-ways' : 'import-value-unreadable'
    const message = code === 'import-value-two-ways' ? undefined : explainNumber(reading)
    return { field: 'value', code, text, ...(message !== undefined && { message }) }
  }

  #repaired(kind: Repair['kind'], text: string): string | null {
    const to = this.#repairs.get(`${kind} ${text}`)
    return to === undefined ? text : to
  }
}

/** A number that no reader takes for another: four decimals or more are no group of thousands. */
function printPlainly(value: number, unit: string | undefined): string {
  const [digits = '', power] = String(value).split('e')
  const long = digits.includes('.') ? `${digits}0000` : digits
  return `${long}${power === undefined ? '' : `e${power}`}${unit === undefined ? '' : ` ${unit}`}`
}

function readTexts(candidates: readonly Candidate[], strategy: Strategy, today: Day) {
  const { read, rejected } = readObservationRows(candidates, strategy, today)
  const late: IntakeRejection[] = rejected.map(({ row, code, field, message }) => {
    const { at, column, texts } = candidates[row - 1] as Candidate
    const kind = field === 'recorded' ? 'value' : (field as Repair['kind'])
    const said = message.replace(/^Row \d+(?:, column \w+)?: /, '')
    return {
      row: at,
      column,
      field: kind,
      code,
      text: texts[kind],
      choices: [],
      message: `Row ${at}: ${said}`,
    }
  })
  const first = new Map<string, { readonly row: number; readonly value: number }>()
  const taken: TakenValue[] = []
  let repeated = 0
  for (const { row, measure, ordinal, value, recorded } of read) {
    const { at, column, note, texts } = candidates[row - 1] as Candidate
    const key = `${ordinal} ${measure}`
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, { row: at, value })
      taken.push({ row: at, measure, ordinal, value, recorded, note })
    } else if (Object.is(before.value, value)) repeated += 1
    else {
      const message = `Row ${at}: ${fill(intakeWords['import-repeated'], { row: before.row })}`
      const text = texts.measure
      late.push({ row: at, column, field: 'measure', code: 'import-repeated', text, choices: [], message })
    }
  }
  return { taken, repeated, late }
}
