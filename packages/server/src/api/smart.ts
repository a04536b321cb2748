import Type from 'typebox'
import { Id, Maybe, MaybeText } from './common.ts'
import { EditBody } from './edits.ts'

export const SmartBody = Type.Object(
  {
    sentence: Type.String({ minLength: 1, maxLength: 500 }),
    kpi: Type.Optional({ ...Id, description: 'Which one is meant, where several are judged by the measure' }),
  },
  { additionalProperties: false },
)

export const SmartLetter = Type.Object({
  letter: Type.Enum(['S', 'M', 'A', 'R', 'T']),
  verdict: Type.Enum(['yes', 'no', 'unknown']),
  code: Type.String(),
  message: Type.String(),
})

export const SmartAnswer = Type.Object({
  tokens: Type.Array(Type.Object({ text: Type.String(), role: Type.String() })),
  measure: Type.Union([Type.Object({ id: MaybeText, text: Type.String() }), Type.Null()]),
  kpi: Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()]),
  polarity: MaybeText,
  unit: MaybeText,
  baseline: Maybe,
  baselineOf: Type.Union([Type.String(), Type.Null()], {
    description: 'Which measured values it comes from',
  }),
  target: Type.Union([Type.String(), Type.Null()], { description: 'With its unit' }),
  due: MaybeText,
  period: Type.Union([Type.String(), Type.Null()], { description: 'What the target would be for' }),
  chance: Maybe,
  letters: Type.Array(SmartLetter),
  edit: Type.Union([EditBody, Type.Null()], {
    description: 'The target as POST …/strategy/edits takes it; null while something is missing',
  }),
})

export const SmartTargets = Type.Object({
  targets: Type.Array(
    Type.Object({
      kpi: Type.String(),
      name: Type.String(),
      period: Type.String(),
      target: MaybeText,
      letters: Type.Array(SmartLetter),
    }),
    { description: 'Of each KPI the target that binds now' },
  ),
})
