import Type from 'typebox'
import { DayText, Maybe, MaybeText, StatusWord } from './common.ts'
import { KpiRow } from './scorecard.ts'

export const KpiPoint = Type.Object({
  period: Type.String(),
  lastDay: DayText,
  actual: Maybe,
  target: Maybe,
  high: Maybe,
  original: Maybe,
  score: Maybe,
  status: StatusWord,
  coverage: Type.Number(),
  ageDays: Type.Integer(),
  why: MaybeText,
})

export const KpiAnswer = Type.Object({
  kpi: KpiRow,
  measure: Type.Object({
    id: Type.String(),
    name: Type.String(),
    description: MaybeText,
    unit: Type.String(),
    kind: Type.String(),
    polarity: MaybeText,
    grain: Type.String(),
    formula: MaybeText,
    source: MaybeText,
  }),
  objective: MaybeText,
  department: MaybeText,
  sharedWith: Type.Array(Type.String()),
  reviewed: MaybeText,
  contributes: Type.Array(Type.Object({ to: Type.String(), kind: Type.String(), share: Maybe })),
  madeOf: Type.Array(Type.Object({ from: Type.String(), kind: Type.String(), share: Maybe })),
  series: Type.Array(KpiPoint),
  seq: Type.Integer(),
})

export const KpiQuery = Type.Object(
  {
    asOf: Type.Optional(DayText),
    periods: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, description: 'The last so many; 13 by default' }),
    ),
  },
  { additionalProperties: false },
)
