import { reasonCode } from '../quantity/missing.ts'
import type { Id } from '../strategy/model.ts'
import { assert } from '../text/assert.ts'
import type { Later } from './change.ts'
import type { Columns } from './columns.ts'
import type { SeriesRows } from './series-rows.ts'

/**
 * Values observed since an engine was made. They stand in the rows of their measures, marked by a bit for each cell; a
 * measure that has no row, because nothing is made from it, has its values kept aside.
 */
export class LaterValues implements Later {
  readonly #aside = new Map<Id, Map<number, number>>()
  #series: SeriesRows
  #bits = new Int32Array(0)

  constructor(series: SeriesRows) {
    this.#series = series
  }

  get(id: Id): { has(ordinal: number): boolean } | undefined {
    const place = this.#series.place(id)
    if (place < 0) return this.#aside.get(id)
    const { firsts, closed } = this.#series
    return {
      has: (ordinal) => {
        const period = ordinal - (firsts[place] as number)
        if (period < 0 || period >= (closed[place] as number)) return false
        return this.#isMarked(this.#series.observedRow(place) + period)
      },
    }
  }

  #isMarked(cell: number): boolean {
    return ((this.#bits[cell >>> 5] ?? 0) & (1 << (cell & 31))) !== 0
  }

  /** Marks the cell that a later value was written to. */
  mark(cell: number): void {
    if (this.#bits.length === 0) this.#bits = new Int32Array((this.#series.end >>> 5) + 1)
    this.#bits[cell >>> 5] = (this.#bits[cell >>> 5] as number) | (1 << (cell & 31))
  }

  /** Keeps a value of a measure that has no row. */
  keep(id: Id, ordinal: number, value: number): void {
    let values = this.#aside.get(id)
    if (!values) {
      values = new Map()
      this.#aside.set(id, values)
    }
    values.set(ordinal, value)
  }

  /** Takes every value out of the rows, and aside. */
  lift({ cells }: Columns): void {
    if (this.#bits.length === 0) return
    const { plan, firsts, closed, observed } = this.#series
    for (let series = 0; series < plan.count; series++) {
      if (observed[series] !== 1) continue
      const name = plan.index.names[plan.numbers[series] as number] as Id
      const row = this.#series.observedRow(series)
      for (let period = 0; period < (closed[series] as number); period++) {
        if (!this.#isMarked(row + period)) continue
        this.keep(name, (firsts[series] as number) + period, cells[row + period] as number)
      }
    }
    this.#bits = new Int32Array(0)
  }

  /** Puts the values that are aside into other rows, where their measures have one. */
  settle(series: SeriesRows, to: Columns): void {
    this.#series = series
    for (const [id, values] of this.#aside) {
      const place = series.place(id)
      if (place < 0) continue
      for (const [ordinal, value] of values) {
        const period = ordinal - (series.firsts[place] as number)
        assert(
          period >= 0 && period < (series.closed[place] as number),
          'the periods that ended stay the same',
        )
        const cell = series.observedRow(place) + period
        to.cells[cell] = value
        to.marks[cell] = Number.isNaN(value) ? reasonCode['not-observed'] : 0
        this.mark(cell)
      }
      this.#aside.delete(id)
    }
  }
}
