import Type from 'typebox'
import { DayText, Maybe, MaybeText } from './common.ts'

const Chance = Type.Object({
  chance: Type.Number({ description: '0 to 1' }),
  due: Type.String(),
  isTotal: Type.Boolean({
    description: 'Whether the sum over the period is meant, not the value at its end',
  }),
  low80: Maybe,
  middle: Maybe,
  high80: Maybe,
})

/** Numbers are in the unit of the KPI, as people write them. */
export const KpiOutlook = Type.Object({
  asOf: DayText,
  limits: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      centre: Maybe,
      low: Maybe,
      high: Maybe,
      isProvisional: Type.Boolean(),
    }),
  ),
  isSeasonal: Type.Boolean({
    description: 'Whether the usual season was taken out before the limits were made',
  }),
  signals: Type.Array(Type.Object({ period: Type.String(), rules: Type.Array(Type.String()) })),
  last: Type.Union([Type.Enum(['signal', 'noise']), Type.Null()]),
  forecast: Type.Union([
    Type.Object({
      method: Type.String(),
      points: Type.Integer(),
      periods: Type.Array(
        Type.Object({
          period: Type.String(),
          middle: Maybe,
          bands: Type.Array(Type.Object({ share: Type.Number(), low: Maybe, high: Maybe })),
        }),
      ),
      past: Type.Union([
        Type.Object({
          compared: Type.Integer(),
          within80: Type.Number(),
          within95: Type.Number(),
          smape: Type.Number(),
          naiveSmape: Type.Number(),
        }),
        Type.Null(),
      ]),
    }),
    Type.Null(),
  ]),
  forecastWhy: MaybeText,
  chance: Type.Union([Chance, Type.Null()]),
  chanceWhy: MaybeText,
  seq: Type.Integer(),
})

export const Outlooks = Type.Object({
  asOf: DayText,
  objectives: Type.Array(
    Type.Object({ objective: Type.String(), chance: Maybe, kpis: Type.Array(Type.String()) }),
  ),
  kpis: Type.Array(
    Type.Object({
      kpi: Type.String(),
      chance: Maybe,
      low80: Maybe,
      middle: Maybe,
      high80: Maybe,
      ifMet: Type.Union([Type.Number(), Type.Null()], {
        description: 'What it would be if every target below were just met',
      }),
      drivers: Type.Array(
        Type.Object({ measure: Type.String(), department: MaybeText, share: Type.Number() }),
      ),
    }),
  ),
  unforecast: Type.Array(Type.Object({ measure: Type.String(), why: Type.String() })),
  seq: Type.Integer(),
})
