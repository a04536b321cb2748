import Type from 'typebox'
import { DayText, MaybeText, Place } from './common.ts'

const strict = { additionalProperties: false }
const WeekYearEnd = Type.Object(
  {
    weekday: Type.Enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
    month: Type.Integer({ minimum: 1, maximum: 12 }),
    rule: Type.Enum(['last', 'nearest']),
  },
  strict,
)

/** A fiscal calendar as strategy files have it. */
export const CalendarBody = Type.Object(
  {
    start: Type.Optional(Type.String({ pattern: '^[0-9]{2}-[0-9]{2}$', description: 'Month and day' })),
    pattern: Type.Optional(Type.Enum(['months', '4-4-5', '4-5-4', '5-4-4'])),
    'year-end': Type.Optional(WeekYearEnd),
    names: Type.Optional(Type.Enum(['end-year', 'start-year'])),
  },
  strict,
)

const FiscalPeriod = Type.Object({
  grain: Type.Enum(['year', 'quarter', 'month']),
  name: Type.String(),
  first: DayText,
  last: DayText,
  days: Type.Integer(),
})

export const CalendarPreview = Type.Object({
  periods: Type.Array(FiscalPeriod, { description: 'This fiscal year and the next, each with its parts' }),
  faults: Type.Array(Type.String(), { description: 'What of it is impossible, and was left out' }),
})

const Share = Type.Number({ description: 'Of 1: 0.95 is 95 %' })

/** What holds for the whole organisation. */
export const Settings = Type.Object({
  organisation: Type.Object({
    name: Type.String(),
    timeZone: Type.String(),
    currency: MaybeText,
    grain: Type.String(),
    review: Type.String(),
    onTrack: Share,
    atRisk: Share,
    tolerance: Share,
    padding: Share,
    coverageLimit: Share,
    rollUp: Type.String(),
    missing: Type.String({ description: 'What happens to a missing score below' }),
    freshnessDays: Type.Number(),
    kpiLimit: Type.Integer(),
    place: Place,
  }),
  calendar: CalendarBody,
  currencies: Type.Array(
    Type.Object({
      code: Type.String(),
      rates: Type.Array(Type.Object({ from: Type.Union([DayText, Type.Null()]), rate: Type.Number() })),
    }),
  ),
  perspectives: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      financial: Type.Boolean(),
      weight: Type.Union([Type.Number(), Type.Null()], { description: 'Now; null: it has none of its own' }),
    }),
  ),
  weightsFrom: Type.Union([DayText, Type.Null()], { description: 'Since when these weights hold' }),
})
