import Type from 'typebox'
import { DayText, Maybe, MaybeText } from './common.ts'

export const CheckIns = Type.Object({
  asOf: DayText,
  rows: Type.Array(
    Type.Object({
      measure: Type.String(),
      name: Type.String(),
      description: MaybeText,
      unit: Type.String(),
      department: MaybeText,
      owner: MaybeText,
      grain: Type.String(),
      kpis: Type.Array(Type.String()),
      period: Type.String({ description: 'The last one that has ended' }),
      value: Type.Union([Type.Number(), Type.Null()], { description: 'What is known of it' }),
      isDue: Type.Boolean(),
      isMine: Type.Boolean({ description: 'Whether the person asking owns it' }),
      missing: Type.Array(Type.String({ description: 'Periods before it without a value, the last first' })),
      versions: Type.Record(Type.String(), Type.String(), {
        description: "Of each of these periods the ETag that If-Match takes; '' where nothing is kept",
      }),
      before: Type.Union([Type.Number(), Type.Null()], { description: 'The value before it' }),
      yearBefore: Maybe,
      low: Type.Union([Type.Number(), Type.Null()], { description: 'Where values usually lie' }),
      high: Maybe,
      isLocked: Type.Boolean(),
    }),
  ),
  seq: Type.Integer(),
})
