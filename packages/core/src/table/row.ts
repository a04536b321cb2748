import type { Polarity } from '../quantity/kind.ts'
import { explainNumber, type NumberReading, readNumber } from '../quantity/number.ts'
import { currenciesOf, timeUnitOf } from '../quantity/unit-word.ts'
import type { Facts } from '../text/diagnostic.ts'
import type { Columns } from './columns.ts'
import type { Condition, Is, TableMap, ValueColumn } from './map.ts'
import type { TableCode } from './words.ts'

/** A value as written, or undefined where none was observed. */
export type Cell = {
  readonly period: string
  readonly is: Is
  readonly text: string
  readonly written: number | undefined
}

/** A sound row. `unit` is left out where neither a value nor a rule says one. */
export type Row = {
  readonly path: readonly string[]
  readonly name: string
  readonly id?: string
  readonly objective?: { readonly name: string; readonly within: string }
  readonly polarity?: Polarity
  readonly unit?: string
  readonly cells: readonly Cell[]
}

/** Why a row is left out, and the column to look at. */
export type Refusal = { readonly code: TableCode; readonly column: string; readonly facts: Facts }

/** Reads one row of a table by a map whose columns were all found. */
export function readRow(cells: readonly string[], map: TableMap, columns: Columns): Row | Refusal {
  const at = (column: string) => (cells[columns.indexOf.get(column) ?? -1] ?? '').trim()
  const skipped = skippedBy(map, at)
  if (skipped !== undefined) return refuse('row-left-out', skipped, { column: skipped, found: at(skipped) })
  const path = readPath(map.department, at)
  if ('code' in path) return path
  const name = at(map.measure.name)
  if (name === '') return refuse('row-measure-empty', map.measure.name)
  const id = map.measure.id === undefined ? undefined : at(map.measure.id)
  if (id === '') return refuse('row-id-empty', map.measure.id ?? '')
  const polarity = readPolarity(map, name, id, at)
  if (typeof polarity === 'object') return polarity
  const values = readValues(map, at)
  if ('code' in values) return values
  const unit = unitOfRow(values, name, map)
  if (typeof unit === 'object') return unit
  return {
    path: path.names,
    name,
    ...(id !== undefined && { id }),
    ...readObjective(map, at),
    ...(polarity !== undefined && { polarity }),
    ...(unit !== undefined && { unit }),
    cells: values.cells,
  }
}

type At = (column: string) => string

function refuse(code: TableCode, column: string, facts: Facts = {}): Refusal {
  return { code, column, facts }
}

function skippedBy({ skip, where }: TableMap, at: At): string | undefined {
  const holds = ({ column, texts, not }: Condition) => texts.includes(at(column)) !== not
  return (skip.find(holds) ?? where.find((condition) => !holds(condition)))?.column
}

function readPath(department: readonly string[], at: At): { readonly names: string[] } | Refusal {
  const names: string[] = []
  let empty: string | undefined
  for (const column of department) {
    const name = at(column)
    if (name === '') empty ??= column
    else if (empty !== undefined) return refuse('row-department-gap', empty, { below: name, column: empty })
    else names.push(name)
  }
  return names.length === 0 ? refuse('row-department-empty', department[0] ?? '') : { names }
}

function readObjective({ objective }: TableMap, at: At): Pick<Row, 'objective'> {
  if (objective === undefined || at(objective.column) === '') return {}
  const within = objective.within === undefined ? '' : at(objective.within)
  return { objective: { name: at(objective.column), within } }
}

function readPolarity(
  { polarity }: TableMap,
  name: string,
  id: string | undefined,
  at: At,
): Polarity | undefined | Refusal {
  const stated = polarity.measures.get(id ?? name) ?? polarity.measures.get(name)
  if (stated !== undefined || polarity.column === undefined) return stated
  const found = at(polarity.column)
  if (found === '') return undefined
  return (
    polarity.words.get(found.toLowerCase()) ?? refuse('row-polarity-unreadable', polarity.column, { found })
  )
}

/** The cells of a row with the units written beside them; '' stands for a bare number. */
type Values = { readonly cells: readonly Cell[]; readonly units: ReadonlyMap<string, string> }

function readValues(map: TableMap, at: At): Values | Refusal {
  const cells: Cell[] = []
  const units = new Map<string, string>()
  for (const value of map.values) {
    const slot = readSlot(value, at)
    if ('code' in slot) return slot
    const { column } = value
    const text = at(column)
    const reading = readCell(text, map)
    if ('fault' in reading) {
      return refuse('row-value-unreadable', column, { found: text, why: explainNumber(reading) })
    }
    const written = 'value' in reading ? reading.value : undefined
    cells.push({ ...slot, text, written })
    if (!('value' in reading)) continue
    const unit = reading.unit === undefined ? '' : unitOfWord(reading.unit, map)
    if (unit === undefined) return refuse('row-currency-unclear', column, { sign: reading.unit ?? '' })
    if (!units.has(unit)) units.set(unit, column)
  }
  return { cells, units }
}

function readCell(text: string, { missing, decimal }: TableMap): NumberReading {
  return missing.includes(text) ? { missing: 'not-observed', text } : readNumber(text, { decimal })
}

type Slot = Pick<Cell, 'period' | 'is'>

function readSlot(value: ValueColumn, at: At): Slot | Refusal {
  if (value.kind === 'wide') {
    const { period, is, label } = value
    const found = label === undefined ? '' : at(label.column)
    if (label === undefined || found === label.text) return { period, is }
    return refuse('row-label-differs', label.column, { found, expected: label.text })
  }
  const period = at(value.periodColumn)
  if (period === '') return refuse('row-period-empty', value.periodColumn)
  if (typeof value.is === 'string') return { period, is: value.is }
  const found = at(value.is.column)
  if (found === value.is.actual) return { period, is: 'actual' }
  if (found === value.is.target) return { period, is: 'target' }
  return refuse('row-is-unreadable', value.is.column, { found })
}

/** The unit of a word or sign beside a value; undefined for a sign of several currencies. */
function unitOfWord(word: string, { unitWords }: TableMap): string | undefined {
  const key = word.toLowerCase()
  const known = unitWords.get(key) ?? timeUnitOf(key)
  if (known !== undefined) return known
  const codes = currenciesOf(word)
  if (codes.length > 1) return undefined
  return codes[0] ?? word
}

function unitOfRow({ units }: Values, name: string, map: TableMap): string | undefined | Refusal {
  const ruled = ruleFor(name, map)
  const written = [...units.keys()].filter((unit) => unit !== '')
  const [found, second] = written
  const column = units.get(second ?? found ?? '') ?? ''
  if (found === undefined) return ruled ?? (units.size > 0 ? '1' : undefined)
  const expected = second === undefined ? ruled : found
  if (expected !== undefined && (second ?? found) !== expected) {
    return refuse('row-unit-conflict', column, { found: second ?? found, expected })
  }
  if (ruled === undefined && units.has('')) return refuse('row-unit-mixed', units.get('') ?? '', { found })
  return found
}

function ruleFor(name: string, { units }: TableMap): string | undefined {
  const plain = name.toLowerCase()
  const holds = { starts: 'startsWith', ends: 'endsWith', contains: 'includes' } as const
  return units.find(({ place, text }) => plain[holds[place]](text.toLowerCase()))?.unit
}
