import type { Target } from '../../strategy/model.ts'
import { isFiner } from '../../time/grain.ts'
import type { Period } from '../../time/period.ts'
import type { Company } from '../company.ts'
import { baseOf, revisionNow } from './goal.ts'

/** The period whose value a target starts from, where that is measured, over, and has no value. */
export function baselineLacking(company: Company, target: Target): Period | undefined {
  const period = baselinePeriod(company, target)
  if (!period) return undefined
  const { calendar } = company.strategy.organisation
  const isOver = calendar.end(period.grain, period.ordinal) <= company.today
  return isOver && Number.isNaN(baseOf(company, target)) ? period : undefined
}

/** Rule G2: the period written, or the one before the target's own, or before the first of `each`. */
function baselinePeriod({ strategy }: Company, { baseline, period, each }: Target): Period | undefined {
  if (baseline.kind === 'value') return undefined
  if (baseline.period) return baseline.period
  const { grain, ordinal } = period
  if (!each || !isFiner(each, grain)) return { grain, ordinal: ordinal - 1 }
  const [first] = strategy.organisation.calendar.range(grain, ordinal, each)
  return { grain: each, ordinal: first - 1 }
}

/** Whether a target has no number without its baseline. */
export function needsBaseline(company: Company, target: Target): boolean {
  const { goalpost, trajectory } = revisionNow(company, target)
  return goalpost.kind === 'change' || trajectory.kind === 'linear'
}
