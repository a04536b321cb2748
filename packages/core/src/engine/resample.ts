import { reasonCode } from '../quantity/missing.ts'
import type { Grain } from '../time/grain.ts'
import type { Columns } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Resample, SeriesPlan } from './plan.ts'

type Rows = {
  readonly plan: SeriesPlan
  readonly offsets: Int32Array
  readonly coverage: Int32Array
  readonly counts: Int32Array
}

/** Brings a finer row to a longer grain: rules A2, A3, A6, A7. */
export function runResample(
  columns: Columns,
  rows: Rows,
  series: number,
  { from: source, rule }: Resample,
  horizon: Horizon,
  low: number,
  high: number,
): void {
  const { grains, aged } = rows.plan
  const parts = horizon.parts(grains[series] as Grain, grains[source] as Grain)
  const isAged = aged[series] === 1
  const { cells, marks, ages } = columns
  const count = rows.counts[source] as number
  const input = rows.offsets[source] as number
  const inputCoverage = rows.coverage[source] as number
  const row = rows.offsets[series] as number
  const coverageRow = rows.coverage[series] as number
  for (let period = low; period < high; period++) {
    const to = Math.min(parts.to[period] as number, count)
    const start = parts.from[period] as number
    const from = rule === 'last' ? to - 1 : start
    const at = row + period
    if (from < 0 || from >= to) {
      cells[at] = Number.NaN
      marks[at] = reasonCode['before-start']
      if (coverageRow >= 0) cells[coverageRow + period] = 0
      continue
    }
    const value = fold(cells, input + from, input + to, rule)
    const reason = firstReason(marks, input + from, input + to)
    marks[at] = reason === 0 && !Number.isFinite(value) ? reasonCode['not-finite'] : reason
    const isThere = marks[at] === 0
    cells[at] = isThere ? value : Number.NaN
    if (isAged) ages[at] = isThere ? mostOf(ages, input + from, input + to) : 0
    if (coverageRow < 0) continue
    const isWhole = inputCoverage < 0
    const least = isWhole ? 1 : fold(cells, inputCoverage + from, inputCoverage + to, 'min')
    cells[coverageRow + period] = isThere ? least : 0
  }
}

function fold(cells: Float64Array, from: number, to: number, rule: Resample['rule']): number {
  let result = cells[from] as number
  for (let at = from + 1; at < to; at++) {
    const value = cells[at] as number
    if (rule === 'min') result = Math.min(result, value)
    else if (rule === 'max') result = Math.max(result, value)
    else if (rule === 'last') result = value
    else result += value
  }
  return rule === 'mean' ? result / (to - from) : result
}

function firstReason(marks: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) if (marks[at] !== 0) return marks[at] as number
  return 0
}

function mostOf(ages: Uint16Array, from: number, to: number): number {
  let most = 0
  for (let at = from; at < to; at++) most = Math.max(most, ages[at] as number)
  return most
}
