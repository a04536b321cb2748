import Type from 'typebox'
import { DayText, Id, MaybeText, Place } from './common.ts'
import { Repair } from './edits.ts'

const SeverityWord = Type.Enum(['error', 'warning', 'note'])

export const AlignmentQuery = Type.Object(
  {
    asOf: Type.Optional(DayText),
    severity: Type.Optional(SeverityWord),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, description: 'The first so many; 100 by default' }),
    ),
  },
  { additionalProperties: false },
)

export const FindingRow = Type.Object({
  code: Type.String(),
  family: Type.String(),
  severity: SeverityWord,
  subject: Type.Object({ kind: Type.String(), id: Type.String() }),
  message: Type.String(),
  facts: Type.Any(),
  place: Place,
  because: Type.Array(Type.Object({ message: Type.String(), place: Place })),
  fix: MaybeText,
  repairs: Type.Array(Repair, { description: 'Ways out that can be written as edits' }),
  impact: Type.Union([
    Type.Object({ value: Type.Union([Type.Number(), Type.Null()]), unit: Type.String() }),
    Type.Null(),
  ]),
  waiver: Type.Union([
    Type.Object({ person: Type.String(), reason: Type.String(), until: DayText }),
    Type.Null(),
  ]),
})

export const AlignmentAnswer = Type.Object({
  organisation: Type.String(),
  asOf: DayText,
  score: Type.Number({ description: '0 to 100' }),
  count: Type.Integer({ description: 'How many findings there are, shown or not' }),
  findings: Type.Array(FindingRow),
  seq: Type.Integer(),
})

export const ExplanationQuery = Type.Object(
  {
    kind: Type.Enum(['kpi', 'objective', 'department', 'perspective', 'measure', 'organisation']),
    id: Type.Optional(Id),
    period: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    depth: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 64, description: 'How many levels; 3 by default' }),
    ),
    asOf: Type.Optional(DayText),
  },
  { additionalProperties: false },
)

export const ExplanationAnswer = Type.Object({
  asOf: DayText,
  explanation: Type.Object(
    {
      kind: Type.String(),
      id: Type.String(),
      name: Type.String(),
      period: Type.String(),
      value: Type.Union([Type.Number(), Type.Null()]),
      unit: MaybeText,
      reason: Type.String(),
      children: Type.Array(Type.Any({ description: 'Of the same form, down to the observations' })),
    },
    { additionalProperties: true },
  ),
  seq: Type.Integer(),
})
