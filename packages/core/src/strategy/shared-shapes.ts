import type { Read } from './shape.ts'
import { amount, choice, either, list, located, number, optional, required, table } from './shape.ts'

export const date = located('date', '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', '2026-04-01')
export const period = located('period', undefined, '2026-07, 2026-Q3, FY27, FY27-Q1, 2026-W07')
export const duration = located(
  'duration',
  '^[0-9]+ *(days?|weeks?|months?|quarters?|half|halves|half-years?|years?)$',
  '1 quarter',
)
export const formula = located('formula', undefined, 'revenue - operating-cost')
export const unit = located('unit', undefined, 'EUR, %, pp, day, client, EUR/client')
export const reference = (what: string) => located(`${what} id`)

const grains = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const
export const grain = choice(grains)

/** A weight that may change: one number, or numbers valid from dates. */
export const weight = either(
  number,
  list(
    table({
      from: required(date, 'the first day this weight is valid'),
      value: required(number, 'the weight'),
    }),
  ),
)

export const missingPolicies = ['unknown', 'leave-out', 'carry-forward', 'zero', 'peer-mean'] as const
export const rollUpRules = ['weighted-mean', 'worst', 'best'] as const

export const rollUp = table({
  rule: optional(choice(rollUpRules), 'how the scores below become one; weighted-mean by default'),
  missing: optional(choice(missingPolicies), 'what happens to a missing score below; leave-out by default'),
  'coverage-limit': optional(
    amount,
    'the least share of weight that must have a score; below it the status is unknown; 70% by default',
  ),
  freshness: optional(duration, 'how long a score may be carried forward'),
})

export const bands = {
  'on-track': optional(amount, 'on track from this value on'),
  'at-risk': optional(amount, 'at risk from this value on, off track below'),
}

export type RollUpItem = Read<typeof rollUp>
export type WeightItem = Read<typeof weight>
