import { kinds, polarities } from '../quantity/kind.ts'
import type { Read } from './shape.ts'
import { amount, choice, either, list, number, optional, required, table, text } from './shape.ts'
import {
  date,
  duration,
  formula,
  grain,
  missingPolicies,
  period,
  reference,
  rollUp,
  unit,
  weight,
} from './shared-shapes.ts'
import { targetFields } from './target-shapes.ts'

export const contributionFields = {
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

export const measure = table(measureFields)

export const kpi = table({
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

export const objective = table({
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

const contributionTable = () => table(contributionFields)
export type ContributionItem = Read<ReturnType<typeof contributionTable>>
export type MeasureItem = Read<typeof measure>
export type KpiItem = Read<typeof kpi>
