import { kinds, polarities } from '../quantity/kind.ts'
import type { Read } from './shape.ts'
import {
  amount,
  choice,
  either,
  list,
  located,
  map,
  number,
  optional,
  required,
  table,
  text,
  truth,
} from './shape.ts'

const date = located('date', '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', '2026-04-01')
const period = located('period', undefined, '2026-07, 2026-Q3, FY27, FY27-Q1, 2026-W07')
const duration = located(
  'duration',
  '^[0-9]+ *(days?|weeks?|months?|quarters?|half|halves|half-years?|years?)$',
  '1 quarter',
)
const formula = located('formula', undefined, 'revenue - operating-cost')
const unit = located('unit', undefined, 'EUR, %, pp, day, client, EUR/client')
const reference = (what: string) => located(`${what} id`)

const grains = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const
const grain = choice(grains)

/** A weight that may change: one number, or numbers valid from dates. */
const weight = either(
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

const rollUp = table({
  rule: optional(choice(rollUpRules), 'how the scores below become one; weighted-mean by default'),
  missing: optional(choice(missingPolicies), 'what happens to a missing score below; leave-out by default'),
  'coverage-limit': optional(
    amount,
    'the least share of weight that must have a score; below it the status is unknown; 70% by default',
  ),
  freshness: optional(duration, 'how long a score may be carried forward'),
})

const bands = {
  'on-track': optional(amount, 'on track from this value on'),
  'at-risk': optional(amount, 'at risk from this value on, off track below'),
}

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

const targetFields = {
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

const contributionFields = {
  kind: required(
    choice(['share', 'mean', 'numerator', 'denominator', 'factor', 'min', 'max', 'influences']),
    'the arithmetic from child to parent: additive share, weighted mean, ratio, product, smallest, largest, or none',
  ),
  share: optional(amount, 'share: how much of the child counts; may carry a unit conversion'),
  'share-unit': optional(unit, 'the unit of the share where child and parent differ, such as EUR/client'),
  of: optional(
    choice(['total', 'change']),
    'share: the child makes up the total, or the change from the baseline',
  ),
  'weight-by': optional(reference('measure'), 'mean: the measure whose value is the weight of the child'),
  elasticity: optional(
    number,
    'influences: per cent of the parent for one per cent of the child; an assumption',
  ),
  assumption: optional(text, 'influences: what the elasticity rests on'),
}

export const measureFields = {
  name: optional(text, 'the name people see'),
  description: optional(text, 'what is measured and how'),
  unit: required(unit, 'the unit of measurement'),
  kind: required(choice(kinds), 'the sort of quantity; decides what may be added up'),
  polarity: optional(choice(polarities), 'which way is good'),
  grain: optional(grain, 'how often it is measured; month by default'),
  formula: optional(formula, 'how it is computed from other measures'),
  aggregates: optional(list(reference('measure')), 'the measures of the departments that make up this one'),
  'weight-by': optional(list(reference('measure')), 'weights of `aggregates`, in the same order'),
  missing: optional(
    choice(missingPolicies),
    'what happens to missing parts of `aggregates`; unknown by default',
  ),
  'over-time': optional(
    choice(['sum', 'last', 'mean', 'min', 'max']),
    'how periods become longer ones, where the kind leaves a choice',
  ),
  'carry-forward': optional(duration, 'how long the last value stands in for a missing one'),
  nature: optional(choice(['financial', 'non-financial']), 'told from the unit where not stated'),
  timing: optional(choice(['leading', 'lagging']), 'whether it tells what will come or what has been'),
  owner: optional(reference('person'), 'who answers for the definition'),
  department: optional(reference('department'), 'where it is measured'),
  source: optional(text, 'where the values come from'),
  bounds: optional(
    table({ min: optional(amount, 'never below'), max: optional(amount, 'never above') }),
    'the values that are possible',
  ),
}

const measure = table(measureFields)

const kpi = table({
  name: optional(text, 'the name people see'),
  measure: optional(
    either(reference('measure'), measure),
    'the measure judged, or its definition; the measure of the same id by default',
  ),
  objective: optional(reference('objective'), 'the objective it judges'),
  department: optional(reference('department'), 'the department that answers for it; none: the company'),
  'shared-with': optional(list(reference('department')), 'departments that answer for it as equals'),
  owner: optional(reference('person'), 'who answers for it'),
  grain: optional(grain, 'the period it is judged by; the grain of the measure by default'),
  weight: optional(weight, 'its weight among its siblings; 1 by default'),
  targets: optional(list(table(targetFields)), 'its targets'),
  contributes: optional(
    list(table({ to: required(reference('KPI'), 'the parent KPI'), ...contributionFields })),
    'the parent KPIs it contributes to',
  ),
  review: optional(grain, 'how often it is reviewed'),
  reviewed: optional(date, 'the day of the last review'),
  retired: optional(date, 'the last day it is judged on: it counts for nothing afterwards'),
})

const objective = table({
  name: optional(text, 'what is to be reached, in words'),
  description: optional(text, 'what it means'),
  parent: optional(reference('objective'), 'the objective it serves'),
  perspective: optional(reference('perspective'), 'the perspective it belongs to'),
  theme: optional(reference('theme'), 'the theme it belongs to'),
  department: optional(reference('department'), 'the department whose objective it is; none: the company'),
  owner: optional(reference('person'), 'who answers for it'),
  for: optional(period, 'the period it is for; due at its end'),
  weight: optional(weight, 'its weight among its siblings; 1 by default'),
  'judged-by': optional(choice(['kpis', 'objectives', 'both']), 'what its score is made from'),
  'roll-up': optional(rollUp, 'how the scores below become one'),
})

export const signOffRoles = ['owner', 'head', 'sharing-heads', 'parent-heads'] as const

const signOff = table({
  by: optional(
    list(choice(signOffRoles)),
    'who signs: the owner, the head of the department, the heads of the departments that share the KPI, those of the KPIs it contributes to; the first three by default',
  ),
  finance: optional(
    reference('department'),
    'the department whose head signs besides where it is about money',
  ),
  quorum: optional(amount, 'the share of the signatures that is enough; 100% by default'),
  deadline: optional(duration, 'how long an offer stands; 14 days by default'),
  files: optional(truth, 'whether targets changed in files need signatures too; no by default'),
  delegates: optional(map(list(reference('person'))), 'who may sign for a person'),
})

const organisation = table({
  id: optional(text, 'a stable id'),
  name: required(text, 'the name of the organisation'),
  timezone: optional(text, 'the IANA time zone that decides where a day ends; UTC by default'),
  currency: optional(text, 'the currency of reports, by its ISO 4217 code'),
  calendar: optional(
    table({
      start: optional(
        located('month and day', '^[0-9]{2}-[0-9]{2}$', '04-01'),
        'the first day of the fiscal year',
      ),
      pattern: optional(choice(['months', '4-4-5', '4-5-4', '5-4-4']), 'what a quarter is made of'),
      'year-end': optional(
        table({
          weekday: required(
            choice(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
            'the day of the week on which a year ends',
          ),
          month: required(number, 'the month in or near which it ends, 1 to 12'),
          rule: required(
            choice(['last', 'nearest']),
            'the last such weekday of the month, or the one nearest to its end',
          ),
        }),
        'week patterns: when the fiscal year ends',
      ),
      names: optional(choice(['end-year', 'start-year']), 'whether FY27 ends or starts in 2027'),
    }),
    'the fiscal calendar; the calendar year by default',
  ),
  grain: optional(grain, 'the period of the scorecard; month by default'),
  bands: optional(table(bands), 'the status of scores: on track from 95%, at risk from 80% by default'),
  'roll-up': optional(rollUp, 'how scores become one, where not said otherwise'),
  tolerance: optional(amount, 'how far children may miss a target and still add up; 0.5% by default'),
  padding: optional(amount, 'how far children may promise more than a target; 10% by default'),
  review: optional(grain, 'how often each KPI is reviewed; quarter by default'),
  'as-of': optional(date, 'the day these files describe, for examples and archives; today by default'),
  'sign-off': optional(signOff, 'who must sign targets before they count'),
  'kpi-limit': optional(number, 'more KPIs than this under one objective are too many; 7 by default'),
})

const file = table({
  organisation: optional(organisation, 'the organisation: in one file only'),
  currencies: optional(
    map(
      table({
        rates: optional(
          list(
            table({
              from: required(date, 'the first day of the rate'),
              rate: required(
                number,
                'how many of this currency one unit of the organisation’s currency buys',
              ),
            }),
          ),
          'dated exchange rates',
        ),
      }),
      'currency',
    ),
    'currencies besides the organisation’s, by ISO 4217 code',
  ),
  people: optional(
    map(
      table({
        name: optional(text, 'the name'),
        department: optional(reference('department'), 'the department'),
        email: optional(text, 'the address'),
      }),
    ),
    'the people who own things',
  ),
  departments: optional(
    map(
      table({
        name: optional(text, 'the name'),
        parent: optional(reference('department'), 'the department above'),
        head: optional(reference('person'), 'who leads it'),
        weight: optional(weight, 'its weight in the department above; 1 by default'),
        'roll-up': optional(rollUp, 'how the scores of its KPIs become one'),
      }),
    ),
    'the departments: a tree',
  ),
  perspectives: optional(
    map(
      table({
        name: optional(text, 'the name'),
        financial: optional(truth, 'whether it is the financial one'),
        'roll-up': optional(rollUp, 'how the scores of its objectives become one'),
      }),
    ),
    'the perspectives of the balanced scorecard, in the order of the strategy map',
  ),
  themes: optional(map(table({ name: optional(text, 'the name') })), 'the themes'),
  objectives: optional(map(objective), 'the objectives'),
  measures: optional(map(measure), 'the measures'),
  kpis: optional(map(kpi), 'the KPIs'),
  targets: optional(
    list(table({ kpi: required(reference('KPI'), 'the KPI'), ...targetFields })),
    'targets, where not written with their KPI',
  ),
  contributions: optional(
    list(
      table({
        from: required(reference('KPI'), 'the child KPI'),
        to: required(reference('KPI'), 'the parent KPI'),
        ...contributionFields,
      }),
    ),
    'contribution links, where not written with their KPI',
  ),
  'causal-links': optional(
    list(
      table({
        from: required(reference('objective or KPI'), 'the cause'),
        to: required(reference('objective or KPI'), 'the effect'),
        sign: optional(
          choice(['+', '-']),
          'whether more of the cause is more or less of the effect; + by default',
        ),
        lag: optional(duration, 'how long it takes'),
        strength: optional(choice(['weak', 'medium', 'strong']), 'how strong it is thought to be'),
        evidence: optional(text, 'what speaks for it'),
      }),
    ),
    'the hypotheses of the strategy map',
  ),
  initiatives: optional(
    map(
      table({
        name: optional(text, 'the name'),
        objective: optional(reference('objective'), 'the objective it serves'),
        kpis: optional(list(reference('KPI')), 'the KPIs it should move'),
        owner: optional(reference('person'), 'who answers for it'),
        from: optional(date, 'its start'),
        due: optional(date, 'its end'),
        budget: optional(amount, 'what it may cost'),
        state: optional(choice(['planned', 'running', 'done', 'stopped']), 'where it stands'),
        milestones: optional(
          list(
            table({
              name: required(text, 'what is reached'),
              due: required(date, 'by when'),
              done: optional(date, 'the day it was reached'),
            }),
          ),
          'its milestones',
        ),
      }),
    ),
    'the initiatives: time-limited work to close a gap',
  ),
  reviews: optional(
    map(
      table({
        name: optional(text, 'the name'),
        every: required(grain, 'how often it is held: after each such period of the fiscal calendar'),
        department: optional(reference('department'), 'the department that is reviewed; none: the company'),
        lead: optional(reference('person'), 'who leads it; the head of the department by default'),
        participants: optional(
          list(reference('person')),
          'who takes part; the owners and heads concerned by default',
        ),
        after: optional(duration, 'how long after the period ends; 14 days by default'),
      }),
    ),
    'the reviews that are held: cycles on the fiscal calendar; one of the company by default',
  ),
  scorecard: optional(
    list(
      table({
        from: optional(date, 'the first day of these weights'),
        weights: required(map(number), 'the weight of each perspective'),
      }),
    ),
    'the weights of the perspectives, valid from a date',
  ),
  waivers: optional(
    list(
      table({
        check: required(located('check code', undefined, 'gap'), 'the check that is waived'),
        on: required(located('id'), 'the item it is waived for'),
        person: required(reference('person'), 'who accepts the finding'),
        reason: required(text, 'why it is accepted'),
        until: required(date, 'the last day of the waiver'),
      }),
    ),
    'findings that are accepted for a time',
  ),
})

/** One strategy file. */
export const fileShape = file
export type FileItems = Read<typeof file>
export type OrganisationItem = Read<typeof organisation>
export type MeasureItem = Read<typeof measure>
export type KpiItem = Read<typeof kpi>
export type RollUpItem = Read<typeof rollUp>
export type WeightItem = Read<typeof weight>
type TargetTable = ReturnType<typeof targetTable>
const targetTable = () => table(targetFields)
export type TargetItem = Read<TargetTable>
const contributionTable = () => table(contributionFields)
export type ContributionItem = Read<ReturnType<typeof contributionTable>>
export type StatusItem = Read<typeof status>
export type TrajectoryItem = Read<typeof trajectory>
export type RevisionItem = Read<typeof revision>
