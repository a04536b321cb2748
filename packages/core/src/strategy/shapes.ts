import { contributionFields, kpi, measure, objective } from './item-shapes.ts'
import { organisation } from './organisation-shapes.ts'
import type { Read } from './shape.ts'
import {
  amount,
  choice,
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
import { date, duration, grain, reference, rollUp, weight } from './shared-shapes.ts'
import { targetFields } from './target-shapes.ts'

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
