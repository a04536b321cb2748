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

/** Attainments are shares; amounts are as people write them. */
export const Goalposts = Type.Object({
  period: Type.String({ description: 'The period that is judged' }),
  target: Type.String({ description: 'The period that the target is for' }),
  actual: Maybe,
  original: Maybe,
  current: Maybe,
  attainedOriginal: Maybe,
  attainedCurrent: Maybe,
  fromMoving: Type.Union([Type.Number(), Type.Null()], {
    description: 'The part of the attainment that came from moving the target',
  }),
  moves: Type.Array(
    Type.Object({
      recorded: DayText,
      from: DayText,
      value: Type.Union([Type.Number(), Type.Null()], {
        description: 'Where the target was moved to a value',
      }),
      by: MaybeText,
      byName: MaybeText,
      reason: MaybeText,
      isLate: Type.Boolean({ description: 'Decided in the last quarter of the target’s period or after it' }),
      isOwn: Type.Boolean({ description: 'Decided by whoever answers for the target' }),
      binds: Type.Boolean({
        description: 'Whether the period that is judged is bound by it, or only later ones',
      }),
    }),
  ),
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
  retired: Type.Union([Type.String(), Type.Null()], { description: 'The last day it is judged on' }),
  contributes: Type.Array(Type.Object({ to: Type.String(), kind: Type.String(), share: Maybe })),
  madeOf: Type.Array(Type.Object({ from: Type.String(), kind: Type.String(), share: Maybe })),
  goalposts: Type.Union([Goalposts, Type.Null()], {
    description: 'The target first agreed beside the one in force, and every move between them',
  }),
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
