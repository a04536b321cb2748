import { draftItems } from '@keelson/core'
import Type from 'typebox'
import { Count, DayText, Id, MaybeText } from './common.ts'
import { Change, Consequences, DiagnosticRow, FileCounts } from './strategy.ts'

const Fields = Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Type.Any(), {
  description: 'Fields as strategy files have them; null takes one away',
})
const name = {
  item: Type.Enum([...draftItems]),
  id: Type.Optional(Id),
  to: Type.Optional(Id),
  period: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
  check: Type.Optional(Id),
}
const strict = { additionalProperties: false }

/** An edit by what it is about. */
export const EditBody = Type.Union([
  Type.Object({ kind: Type.Literal('set'), ...name, fields: Fields }, strict),
  Type.Object(
    {
      kind: Type.Literal('add'),
      ...name,
      fields: Fields,
      file: Type.Optional(Type.String({ maxLength: 200 })),
    },
    strict,
  ),
  Type.Object({ kind: Type.Literal('revise'), ...name, fields: Fields }, strict),
  Type.Object({ kind: Type.Literal('remove'), ...name }, strict),
])

export const EditsBody = Type.Object(
  {
    base: Count('The event that the sender’s strategy rests on'),
    edits: Type.Array(EditBody, { minItems: 1, maxItems: 500 }),
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  strict,
)

export const EditsQuery = Type.Object(
  { dry: Type.Optional(Type.Boolean({ description: 'Only says what would follow' })) },
  strict,
)

export const EditsAnswer = Type.Object({
  base: Type.Integer(),
  isApplied: Type.Boolean(),
  files: FileCounts,
  diagnostics: Type.Array(DiagnosticRow),
  changes: Type.Array(Change),
  ...Consequences.properties,
})

export const UndoBody = Type.Object(
  {
    seq: Count('The event of the change to take back'),
    comment: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  strict,
)

export const Repair = Type.Object({
  id: Type.String(),
  title: Type.String(),
  movesTarget: Type.Boolean({ description: 'Whether a reason is asked' }),
  edits: Type.Array(Type.Any({ description: 'As POST …/strategy/edits takes them' })),
})

export const AlignmentTrend = Type.Object({
  points: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      day: DayText,
      score: Type.Number(),
      findings: Type.Integer(),
      comment: MaybeText,
    }),
  ),
})
