import type { Polarity } from '../quantity/kind.ts'
import type { TableMap } from './map.ts'
import type { Cell, Refusal, Row } from './row.ts'

/** A measure as the rows have it so far; every cell with the line of its row. */
export type GatheredMeasure = {
  readonly path: readonly string[]
  readonly name: string
  readonly id: string | undefined
  readonly objective: Row['objective']
  readonly polarity: Polarity | undefined
  readonly line: number
  unit: string | undefined
  readonly cells: (Cell & { readonly line: number })[]
}

/** Sound rows brought together by measure; two rows that say different things of one are told apart here. */
export class Gathering {
  readonly measures: GatheredMeasure[] = []
  written = 0
  valuesIn = 0
  missing = 0
  readonly #byKey = new Map<string, GatheredMeasure>()
  readonly #rows = new Map<string, { readonly line: number; readonly contents: string }>()

  /** Takes a row: written if it is new, unchanged if it repeats one, else the reason why it contradicts one. */
  take(row: Row, line: number, map: TableMap): 'written' | 'unchanged' | Refusal {
    const key = JSON.stringify(row.id === undefined ? [row.path, row.name] : row.id)
    const measure = this.#byKey.get(key)
    const slots = map.values[0]?.kind === 'long' ? row.cells.map(({ period, is }) => [period, is]) : []
    const rowKey = JSON.stringify([key, slots])
    const contents = JSON.stringify([
      row.path,
      row.name,
      row.objective,
      row.polarity,
      row.unit,
      ...row.cells.map(slim),
    ])
    const before = this.#rows.get(rowKey)
    if (before?.contents === contents) return 'unchanged'
    const clash = measure === undefined ? undefined : clashOf(row, measure, map, before?.line)
    if (clash !== undefined) return clash
    this.#rows.set(rowKey, { line, contents })
    this.#write(row, line, measure ?? this.#start(row, line, key))
    return 'written'
  }

  #start({ path, name, id, objective, polarity, unit }: Row, line: number, key: string): GatheredMeasure {
    const measure: GatheredMeasure = { path, name, id, objective, polarity, unit, line, cells: [] }
    this.measures.push(measure)
    this.#byKey.set(key, measure)
    return measure
  }

  #write(row: Row, line: number, measure: GatheredMeasure): void {
    measure.unit ??= row.unit
    this.written += 1
    for (const cell of row.cells) {
      measure.cells.push({ ...cell, line })
      this.valuesIn += 1
      if (cell.written === undefined) this.missing += 1
    }
  }
}

function slim({ period, is, written }: Cell): readonly unknown[] {
  return [period, is, written ?? null]
}

function clashOf(
  row: Row,
  measure: GatheredMeasure,
  map: TableMap,
  line: number | undefined,
): Refusal | undefined {
  const { name: nameColumn } = map.measure
  const samePlace = JSON.stringify([row.path, row.name]) === JSON.stringify([measure.path, measure.name])
  if (!samePlace) {
    const column = map.measure.id ?? nameColumn
    return { code: 'row-id-repeated', column, facts: { id: row.id ?? '', line: measure.line } }
  }
  if (line !== undefined) return { code: 'row-repeated', column: nameColumn, facts: { line } }
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  if (!isSame(row.objective, measure.objective) || row.polarity !== measure.polarity) {
    return { code: 'row-repeated', column: nameColumn, facts: { line: measure.line } }
  }
  const { unit: expected } = measure
  if (row.unit === undefined || expected === undefined || row.unit === expected) return undefined
  const column = map.values[0]?.column ?? nameColumn
  return { code: 'row-unit-conflict', column, facts: { found: row.unit, expected } }
}
