import { reasonCode } from '../quantity/missing.ts'
import {
  attainment,
  distanceTo,
  limitScore,
  performance,
  progress,
  rangeAttainment,
  rangeProgress,
} from '../score/attainment.ts'
import { growthRatio, statusByBands, statusByShortfall } from '../score/status.ts'
import type { Target } from '../strategy/model.ts'
import type { Columns } from './columns.ts'
import { markOf } from './columns.ts'

/** Where the rows of one KPI begin; −1 where it has no such row. */
export type ScorePlaces = {
  readonly value: number
  readonly target: number
  readonly high: number
  readonly base: number
  readonly goal: number
  readonly score: number
  readonly isAged: boolean
  /** +1 where higher is better, −1 where lower is, 0 where neither. */
  readonly sign: 1 | -1 | 0
}

/** Periods since a target began, and in all. */
export type Elapsed = (
  target: Target,
  period: number,
) => { readonly elapsed: number; readonly length: number }

/** Computes the score and status of one period by whatever a target asks for: rules K1 to K13. */
export function runScore(
  columns: Columns,
  places: ScorePlaces,
  target: Target,
  period: number,
  elapsed: Elapsed,
): void {
  const { cells, marks, ages } = columns
  const { value, score, base } = places
  const reached = reachedAt(cells, places, target, period)
  const at = score + period
  const isMissing = Number.isNaN(reached)
  cells[at] = limitScore(reached)
  if (places.isAged) ages[at] = isMissing ? 0 : (ages[value + period] as number)
  if (!isMissing) {
    marks[at] = markOf(0, statusAt(cells, places, target, period, reached, elapsed))
    return
  }
  const isBaseMissing = target.score === 'progress' && Number.isNaN(cells[base + period])
  const why = (marks[value + period] as number) || (marks[places.target + period] as number)
  marks[at] = why || reasonCode[isBaseMissing ? 'no-baseline' : 'no-scale']
}

/** The chosen measure of score, before the limit (K5). */
function reachedAt(cells: Float64Array, places: ScorePlaces, target: Target, period: number): number {
  const { sign } = places
  const actual = cells[places.value + period] as number
  const low = cells[places.target + period] as number
  if (Number.isNaN(actual) || Number.isNaN(low)) return Number.NaN
  const high = places.high < 0 ? Number.NaN : (cells[places.high + period] as number)
  const isRange = !Number.isNaN(high)
  if (sign === 0 && !isRange) return Number.NaN
  if (target.score === 'performance') {
    return target.scale && sign !== 0
      ? performance(actual, target.scale.min, target.scale.max, sign)
      : Number.NaN
  }
  if (target.score === 'progress') {
    const base = cells[places.base + period] as number
    if (isRange) return rangeProgress(actual, base, low, high)
    return sign === 0 ? Number.NaN : progress(actual, base, cells[places.goal + period] as number, sign)
  }
  if (isRange) return rangeAttainment(actual, low, high)
  return sign === 0 ? Number.NaN : attainment(actual, low, sign)
}

function statusAt(
  cells: Float64Array,
  places: ScorePlaces,
  target: Target,
  period: number,
  reached: number,
  elapsedOf: Elapsed,
): number {
  const { method } = target
  if (method.kind === 'attainment') return statusByBands(reached, method)
  const { sign } = places
  const actual = cells[places.value + period] as number
  const low = cells[places.target + period] as number
  const base = cells[places.base + period] as number
  const goal = cells[places.goal + period] as number
  if (method.kind === 'growth') {
    const { elapsed, length } = elapsedOf(target, period)
    const ratio = growthRatio(actual, base, goal, elapsed, length)
    return Number.isNaN(ratio) || sign * (goal - base) <= 0
      ? statusByBands(reached, { onTrack: 0.95, atRisk: 0.8 })
      : statusByBands(ratio, method)
  }
  const high = places.high < 0 ? Number.NaN : (cells[places.high + period] as number)
  if (!Number.isNaN(high)) {
    const span = method.relative ? method.tolerance * (high - low) : method.tolerance
    return statusByShortfall(distanceTo(actual, low, high), span)
  }
  const way = Math.abs(goal - base)
  const share = way > 0 ? way : Math.abs(low)
  return statusByShortfall(
    sign * (low - actual),
    method.relative ? method.tolerance * share : method.tolerance,
  )
}
