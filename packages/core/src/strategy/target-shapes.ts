import type { Read } from './shape.ts'
import { amount, choice, either, list, map, optional, required, table, text } from './shape.ts'
import { bands, date, grain, period, reference } from './shared-shapes.ts'

const status = table({
  method: required(
    choice(['attainment', 'trajectory', 'growth']),
    'attainment bands; distance from the trajectory; growth achieved against growth required',
  ),
  ...bands,
  tolerance: optional(
    amount,
    'trajectory: the distance still on track, absolute or in % of the way; at risk up to twice it',
  ),
})

const trajectory = either(choice(['step', 'linear', 'seasonal']), map(amount, 'period'))

const goalpost = {
  value: optional(amount, 'the target value'),
  change: optional(
    amount,
    'the target as a change from the baseline: +15% relative, 5 pp, or an absolute amount',
  ),
  between: optional(list(amount), 'for polarity range: the lower and the upper bound'),
  trajectory: optional(
    trajectory,
    'how the target is spread over the periods: step, linear, seasonal, or a value for each period',
  ),
}

export const revisionReasons = ['assumption', 'scope', 'resources', 'market', 'ambition', 'error'] as const

const revision = table({
  from: required(date, 'the first day the revision is in force'),
  recorded: optional(date, 'the day the revision was decided; `from` by default'),
  ...goalpost,
  reason: required(text, 'why the target moved'),
  'reason-code': optional(
    choice(revisionReasons),
    'the sort of reason: an assumption that failed, another scope, other resources, the market, another ambition, an error',
  ),
  by: optional(reference('person'), 'who decided'),
  'decided-in': optional(text, 'the review or negotiation that decided it'),
})

export const targetFields = {
  for: required(period, 'the period the target is for; due at its end'),
  baseline: optional(
    either(amount, table({ period: required(period, 'the period whose measured value is the baseline') })),
    'where the way begins: a number, or the period whose measured value counts; the period before by default',
  ),
  ...goalpost,
  each: optional(grain, 'the value holds for each such period: 50 clients each quarter'),
  agreed: optional(date, 'the day the target was agreed'),
  revisions: optional(list(revision), 'later changes, each with its reason'),
  status: optional(status, 'how the status is judged'),
  score: optional(
    choice(['attainment', 'progress', 'performance']),
    'what the score is; attainment by default',
  ),
  scale: optional(
    table({ min: required(amount, 'performance 0'), max: required(amount, 'performance 1') }),
    'the scale of performance',
  ),
  tolerance: optional(amount, 'how far the children may miss this target and still add up; 0.5% by default'),
  padding: optional(amount, 'how far the children may promise more than this target; 10% by default'),
  owner: optional(reference('person'), 'who answers for the target, where not the owner of the KPI'),
  'signed-by': optional(list(reference('person')), 'who signed the target'),
}

const targetTable = () => table(targetFields)
export type TargetItem = Read<ReturnType<typeof targetTable>>
export type StatusItem = Read<typeof status>
export type TrajectoryItem = Read<typeof trajectory>
export type RevisionItem = Read<typeof revision>
