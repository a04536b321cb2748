import type { Reason } from '../../quantity/missing.ts'
import {
  attainment,
  distanceTo,
  limitScore,
  performance,
  progress,
  rangeAttainment,
  rangeProgress,
  signOf,
} from '../../score/attainment.ts'
import type { Status } from '../../score/status.ts'
import { growthRatio, statusByBands, statusByShortfall, statuses } from '../../score/status.ts'
import type { Measure, Target } from '../../strategy/model.ts'
import type { MeasureCell, ScoreCell } from '../results.ts'
import type { Wanted } from './targets.ts'

/** Periods of the KPI's own grain since the target began, and in all: rule K8. */
export type Elapsed = { readonly elapsed: number; readonly length: number }

export type Judged = {
  readonly actual: MeasureCell
  readonly wanted: Wanted
  readonly polarity: Measure['polarity']
  readonly elapsedOf: (target: Target) => Elapsed
}

/** Score and status of a KPI in a period that has ended: rules K1 to K13. */
export function scoreOf(judged: Judged): ScoreCell {
  const { actual, wanted } = judged
  if (actual.reason !== 'present') return unscored(actual.reason)
  const target = wanted.binding?.target
  if (!target || wanted.reason !== 'present') return unscored(wanted.reason)
  const reached = reachedOf(target, judged)
  if (Number.isNaN(reached)) {
    const isBaseMissing = target.score === 'progress' && Number.isNaN(wanted.base)
    return unscored(isBaseMissing ? 'no-baseline' : 'no-scale')
  }
  return {
    score: limitScore(reached),
    reason: 'present',
    coverage: actual.coverage,
    ageDays: actual.ageDays,
    status: statuses[statusOf(target, reached, judged)] as Status,
    isEstimate: false,
  }
}

export function unscored(reason: Reason): ScoreCell {
  return { score: Number.NaN, reason, coverage: 0, ageDays: 0, status: 'unknown', isEstimate: false }
}

/** The chosen measure of score, before the limit; NaN where there is none. */
export function reachedOf(target: Target, { actual, wanted, polarity }: Judged): number {
  const { low, high, base, goal } = wanted
  const isRange = !Number.isNaN(high)
  const sign = signOf(polarity)
  switch (target.score) {
    case 'attainment':
      if (isRange) return rangeAttainment(actual.value, low, high)
      return sign === 0 ? Number.NaN : attainment(actual.value, low, sign)
    case 'progress':
      if (isRange) return rangeProgress(actual.value, base, low, high)
      return sign === 0 ? Number.NaN : progress(actual.value, base, goal, sign)
    case 'performance': {
      const { scale } = target
      if (!scale || sign === 0) return Number.NaN
      return performance(actual.value, scale.min, scale.max, sign)
    }
  }
}

/** Rules K6 to K8. */
function statusOf(target: Target, reached: number, { actual, wanted, polarity, elapsedOf }: Judged): number {
  const { method } = target
  const { low, high, base, goal } = wanted
  const sign = signOf(polarity)
  switch (method.kind) {
    case 'attainment':
      return statusByBands(reached, method)
    case 'growth': {
      const { elapsed, length } = elapsedOf(target)
      const ratio = growthRatio(actual.value, base, goal, elapsed, length)
      const isComparable = !Number.isNaN(ratio) && sign * (goal - base) > 0
      return isComparable
        ? statusByBands(ratio, method)
        : statusByBands(reached, { onTrack: 0.95, atRisk: 0.8 })
    }
    case 'trajectory': {
      const isRange = !Number.isNaN(high)
      const shortfall = isRange ? distanceTo(actual.value, low, high) : sign * (low - actual.value)
      if (!method.relative) return statusByShortfall(shortfall, method.tolerance)
      const way = Math.abs(goal - base)
      const share = isRange ? high - low : way > 0 ? way : Math.abs(low)
      return statusByShortfall(shortfall, method.tolerance * share)
    }
  }
}
