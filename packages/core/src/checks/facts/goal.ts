import { baselineOf, goalOf } from '../../engine/targets.ts'
import type { Revision, Target } from '../../strategy/model.ts'
import { spanOf } from '../../strategy/shape.ts'
import type { Span } from '../../text/span.ts'
import type { Company } from '../company.ts'
import { isWritten } from './written.ts'

/** What a target wants: one number, or a range; NaN where it cannot be known. */
export type Goal = { readonly low: number; readonly high: number }

/** The version of a target that counts today: the last one decided. */
export function revisionNow({ today }: Company, target: Target): Revision {
  const known = target.revisions.filter(({ recorded }, place) => place === 0 || recorded <= today)
  return known.at(-1) as Revision
}

/** The goal of a target in its own period, in the unit of its measure. */
export function goalNow(company: Company, target: Target): Goal {
  const { goalpost } = revisionNow(company, target)
  if (goalpost.kind === 'between') return goalpost
  const value = goalOf(goalpost, baseOf(company, target))
  return { low: value, high: value }
}

/** Where a target's number is written. */
export function goalSpan(company: Company, target: Target): Span {
  const { at } = revisionNow(company, target)
  const field = ['value', 'change', 'between', 'trajectory'].find((name) => isWritten(at, name))
  return spanOf(at, field)
}

/** The baseline of a target (rule G2); NaN where there is none. */
export function baseOf({ results, strategy }: Company, target: Target): number {
  const measure = strategy.kpis.get(target.kpi)?.measure
  return baselineOf(target, {
    calendar: strategy.organisation.calendar,
    measured: (grain, ordinal) => {
      const index = ordinal - results.timeline(grain).first
      return (measure === undefined ? undefined : results.measure(measure, grain, index)?.value) ?? Number.NaN
    },
  })
}
