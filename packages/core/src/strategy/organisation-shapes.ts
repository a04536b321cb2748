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
import { bands, date, duration, grain, reference, rollUp } from './shared-shapes.ts'

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

export const organisation = table({
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

export type OrganisationItem = Read<typeof organisation>
