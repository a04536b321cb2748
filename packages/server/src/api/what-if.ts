import Type from 'typebox'
import { Id, Maybe, MaybeText } from './common.ts'

const strict = { additionalProperties: false }

export const WhatIfBody = Type.Object(
  {
    changes: Type.Array(
      Type.Object(
        {
          measure: Id,
          change: Type.Number({
            minimum: -1,
            maximum: 10,
            description: 'Share by which every future value changes',
          }),
        },
        strict,
      ),
      { maxItems: 50 },
    ),
  },
  strict,
)

const Range = Type.Object({ low80: Maybe, middle: Maybe, high80: Maybe })

export const WhatIf = Type.Object({
  levers: Type.Array(
    Type.Object({ measure: Type.String(), name: Type.String(), unit: Type.String(), department: MaybeText }),
    { description: 'Observed measures with a forecast: what can be changed' },
  ),
  goals: Type.Array(Type.Object({ kpi: Type.String(), name: Type.String() })),
  kpis: Type.Array(
    Type.Object({
      kpi: Type.String(),
      name: Type.String(),
      unit: Type.String(),
      target: Maybe,
      chanceBefore: Maybe,
      chanceAfter: Maybe,
      before: Range,
      after: Range,
    }),
    { description: 'The targets that come out otherwise' },
  ),
  objectives: Type.Array(
    Type.Object({ objective: Type.String(), name: Type.String(), chanceBefore: Maybe, chanceAfter: Maybe }),
  ),
  unforecast: Type.Array(Type.Object({ measure: Type.String(), why: Type.String() })),
})

export const SeekBody = Type.Object(
  {
    kpi: Id,
    levers: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
    most: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        description: 'No lever changes by more; 0.2 by default',
      }),
    ),
  },
  strict,
)

export const Sought = Type.Object({
  kpi: Type.String(),
  isMet: Type.Boolean(),
  target: Maybe,
  before: Maybe,
  after: Maybe,
  changes: Type.Array(Type.Object({ measure: Type.String(), change: Type.Number() })),
})
