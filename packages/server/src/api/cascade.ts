import Type from 'typebox'
import { DayText, Maybe, MaybeText, StatusWord } from './common.ts'

export const MomentQuery = Type.Object({ asOf: Type.Optional(DayText) }, { additionalProperties: false })

const node = {
  id: Type.String(),
  name: Type.String(),
  score: Maybe,
  status: StatusWord,
  coverage: Type.Number(),
}

export const CascadePart = Type.Object({
  kpi: Type.String(),
  kind: Type.String(),
  share: Maybe,
  target: Type.Union([Type.Number(), Type.Null()], { description: 'In the unit of the child' }),
  amount: Type.Union([Type.Number(), Type.Null()], {
    description: 'What it adds, in the unit of the parent',
  }),
  sensitivity: Type.Union([Type.Number(), Type.Null()], {
    description: 'By how much the parent moves for one unit of the child, each in its own unit',
  }),
  isAssumption: Type.Boolean(),
})

export const CascadeReconciliation = Type.Object({
  kpi: Type.String(),
  period: Type.String(),
  verdict: Type.String(),
  wanted: Maybe,
  produced: Maybe,
  gap: Maybe,
  obstacles: Type.Array(Type.String()),
  parts: Type.Array(CascadePart),
})

export const Cascade = Type.Object({
  asOf: DayText,
  objectives: Type.Array(
    Type.Object({ ...node, parent: MaybeText, perspective: MaybeText, kpis: Type.Array(Type.String()) }),
  ),
  kpis: Type.Array(
    Type.Object({
      ...node,
      objective: MaybeText,
      department: MaybeText,
      unit: Type.String(),
      actual: Maybe,
      target: Maybe,
      children: Type.Array(Type.Object({ kpi: Type.String(), kind: Type.String(), share: Maybe })),
    }),
  ),
  reconciliations: Type.Array(CascadeReconciliation),
  seq: Type.Integer(),
})

export const StrategyMap = Type.Object({
  asOf: DayText,
  perspectives: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), status: StatusWord })),
  nodes: Type.Array(
    Type.Object({
      ...node,
      kind: Type.Enum(['objective', 'kpi']),
      perspective: MaybeText,
      kpis: Type.Integer({ description: 'How many KPIs judge it' }),
    }),
  ),
  links: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      sign: Type.Enum([1, -1]),
      lag: MaybeText,
      strength: MaybeText,
      said: MaybeText,
      verdict: Type.Enum(['supported', 'tentative', 'not-supported', 'insufficient-data']),
      grain: Type.String(),
      points: Type.Integer(),
      effectivePoints: Type.Union([Type.Number(), Type.Null()]),
      bestLag: Type.Union([Type.Integer(), Type.Null()]),
      effect: Maybe,
      low: Maybe,
      high: Maybe,
      p: Maybe,
    }),
  ),
  seq: Type.Integer(),
})
