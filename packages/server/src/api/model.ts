import Type from 'typebox'
import { DayText, Maybe, MaybeText, Place } from './common.ts'

const named = { id: Type.String(), name: Type.String(), place: Place }

/** What the strategy says, for finding one's way in it and for changing it. */
export const Model = Type.Object({
  base: Type.Integer({ description: 'What the next change of the strategy rests on' }),
  today: DayText,
  organisation: Type.Object({
    name: Type.String(),
    currency: MaybeText,
    timeZone: Type.String(),
    grain: Type.String(),
    review: Type.String(),
    period: Type.String({ description: 'The fiscal year that it is' }),
    nextPeriod: Type.String(),
    closed: Type.Array(Type.String(), {
      description: 'The last periods of the scorecard that have ended, the newest first',
    }),
  }),
  people: Type.Array(Type.Object({ ...named, department: MaybeText })),
  departments: Type.Array(Type.Object({ ...named, parent: MaybeText, head: MaybeText })),
  perspectives: Type.Array(Type.Object({ ...named, financial: Type.Boolean() })),
  themes: Type.Array(Type.Object(named)),
  objectives: Type.Array(
    Type.Object({
      ...named,
      description: MaybeText,
      parent: MaybeText,
      perspective: MaybeText,
      theme: MaybeText,
      department: MaybeText,
      owner: MaybeText,
    }),
  ),
  measures: Type.Array(
    Type.Object({
      ...named,
      unit: Type.String(),
      kind: Type.String(),
      polarity: MaybeText,
      grain: Type.String(),
      formula: MaybeText,
      timing: MaybeText,
      nature: Type.String(),
    }),
  ),
  kpis: Type.Array(
    Type.Object({
      ...named,
      measure: Type.String(),
      objective: MaybeText,
      department: MaybeText,
      sharedWith: Type.Array(Type.String()),
      owner: MaybeText,
      unit: Type.String(),
      targets: Type.Array(
        Type.Object({
          period: Type.String(),
          due: DayText,
          agreed: Type.Union([DayText, Type.Null()]),
          revisions: Type.Array(
            Type.Object({
              from: Type.Union([DayText, Type.Null()]),
              kind: Type.String(),
              value: Maybe,
              trajectory: Type.String(),
              reason: MaybeText,
              by: MaybeText,
            }),
          ),
        }),
      ),
    }),
  ),
  contributions: Type.Array(
    Type.Object({ from: Type.String(), to: Type.String(), kind: Type.String(), share: Maybe }),
  ),
  causalLinks: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      sign: Type.Enum([1, -1]),
      lag: MaybeText,
      strength: MaybeText,
    }),
  ),
  initiatives: Type.Array(Type.Object({ ...named, state: Type.String(), owner: MaybeText })),
})
