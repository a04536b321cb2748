import Type from 'typebox'
import { Count, DayText, GroupingWord, Maybe, MaybeText, StatusWord } from './common.ts'

const scoreFields = {
  score: Maybe,
  status: StatusWord,
  coverage: Type.Number(),
  ageDays: Type.Integer(),
  why: MaybeText,
}

export const Score = Type.Object({ ...scoreFields, isEstimate: Type.Boolean() })

export const KpiRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  owner: MaybeText,
  unit: Type.String(),
  actual: Maybe,
  target: Maybe,
  high: Maybe,
  original: Maybe,
  difference: Maybe,
  ...scoreFields,
  trend: Type.Union([StatusWord, Type.Null()]),
  detail: Type.Optional(
    Type.Object(
      {
        ownerName: MaybeText,
        department: MaybeText,
        objective: MaybeText,
        nature: Type.Enum(['financial', 'non-financial']),
        share: Type.Union([Type.Number(), Type.Null()], {
          description: 'The difference as a share of the target',
        }),
        isGood: Type.Union([Type.Boolean(), Type.Null()], {
          description: 'Whether the difference is the good way',
        }),
        recent: Type.Array(Maybe, { description: 'Actual values of the last 13 periods, the oldest first' }),
        meaning: Type.Union([Type.Enum(['signal', 'noise']), Type.Null()]),
      },
      { description: 'With detail=true' },
    ),
  ),
})

export const RollUp = Type.Object({
  rule: Type.String(),
  missing: Type.String(),
  coverageLimit: Type.Number(),
  freshnessDays: Type.Number(),
})

export const Group = Type.Object({
  id: Type.String(),
  name: Type.String(),
  rollUp: Type.Union([RollUp, Type.Null()]),
  score: Score,
  kpis: Type.Array(KpiRow),
})

export const Scorecard = Type.Object({
  organisation: Type.String(),
  asOf: DayText,
  period: Type.String(),
  by: GroupingWord,
  score: Score,
  groups: Type.Array(Group),
  seq: Type.Integer(),
})

export const ScorecardQuery = Type.Object(
  {
    by: Type.Optional(GroupingWord),
    group: Type.Optional(Type.String({ maxLength: 200, description: 'The id of one group alone' })),
    period: Type.Optional(Type.String({ maxLength: 20 })),
    asOf: Type.Optional(DayText),
    seq: Type.Optional(Count('With asOf: as known on that day after this event')),
    detail: Type.Optional(Type.Boolean({ description: 'Names, last values and signals of each KPI' })),
  },
  { additionalProperties: false },
)

export const Overview = Type.Object({
  organisation: Type.String(),
  slug: Type.String(),
  isDemo: Type.Boolean(),
  today: DayText,
  period: MaybeText,
  seq: Type.Integer(),
  headline: Type.String(),
  departmentsOnTrack: Type.Integer(),
  departments: Type.Integer(),
  score: Score,
  alignment: Type.Number(),
  findings: Type.Object({ error: Type.Integer(), warning: Type.Integer(), note: Type.Integer() }),
  kpis: Type.Integer(),
  objectives: Type.Integer(),
})
