import Type from 'typebox'
import { Count, Maybe, MaybeText, Place, Text } from './common.ts'

/** Relative, without steps upward, of the endings that hold a strategy. */
const Path = Type.String({
  pattern: '^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)*[A-Za-z0-9_][A-Za-z0-9_.-]*\\.ya?ml$',
  maxLength: 200,
})
const mostFiles = 5000
const mostCharacters = 1_000_000

export const FileText = Type.Object(
  { path: Path, text: Type.String({ maxLength: mostCharacters }) },
  { additionalProperties: false },
)

export const StrategyBody = Type.Object(
  {
    base: Count('What the sender rests on: base of an export or a plan'),
    files: Type.Array(FileText, { maxItems: mostFiles }),
    whole: Type.Boolean({ description: 'Whether files that are not given are to go' }),
    comment: Type.Optional(Text),
  },
  { additionalProperties: false },
)

export const FieldChange = Type.Object({
  field: Type.String(),
  before: Type.Optional(Type.String()),
  after: Type.Optional(Type.String()),
})

export const Change = Type.Object({
  kind: Type.String(),
  change: Type.String(),
  id: Type.String(),
  name: Type.String(),
  formerId: Type.Optional(Type.String()),
  fields: Type.Array(FieldChange),
})

export const FileCounts = Type.Object({
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
})

export const Applied = Type.Object({
  base: Type.Integer(),
  files: FileCounts,
  changes: Type.Array(Change),
  offered: Type.Array(
    Type.Object({ negotiation: Type.String(), kpi: Type.String(), period: Type.String() }),
    {
      description:
        'Targets that are signed before they count: they lie on the table, and are not in the files',
    },
  ),
})

export const DiagnosticRow = Type.Object({
  code: Type.String(),
  severity: Type.String(),
  message: Type.String(),
  place: Place,
})

/** What follows from a change that was not made. */
export const Consequences = Type.Object({
  alignment: Type.Object({ before: Type.Number(), after: Type.Number() }),
  scores: Type.Array(
    Type.Object({
      kind: Type.String(),
      id: Type.String(),
      name: Type.String(),
      before: Maybe,
      after: Maybe,
      statusBefore: MaybeText,
      statusAfter: MaybeText,
    }),
  ),
  gaps: Type.Array(
    Type.Object({
      kpi: Type.String(),
      name: Type.String(),
      period: Type.String(),
      before: Maybe,
      after: Maybe,
    }),
  ),
  findings: Type.Array(
    Type.Object({
      change: Type.Enum(['new', 'gone', 'changed']),
      code: Type.String(),
      message: Type.String(),
    }),
  ),
})

export const Plan = Type.Object({
  base: Type.Integer(),
  files: FileCounts,
  isSound: Type.Boolean(),
  diagnostics: Type.Array(DiagnosticRow),
  changes: Type.Array(Change),
  offered: Type.Array(Type.Object({ kpi: Type.String(), period: Type.String() }), {
    description: 'Targets that are signed before they count: apply offers them, and applies the rest',
  }),
  unsigned: Type.Array(Type.Object({ kpi: Type.String(), period: Type.String() }), {
    description:
      'Targets that are signed before they count, and cannot be offered from files: apply refuses them',
  }),
  ...Consequences.properties,
})

export const Export = Type.Object({
  base: Type.Integer(),
  organisation: Type.String(),
  files: Type.Array(Type.Object({ path: Type.String(), text: Type.String() })),
  observations: Type.Array(Type.Object({ path: Type.String(), text: Type.String() })),
})

export const FilesQuery = Type.Object({ path: Type.Optional(Path) }, { additionalProperties: false })

export const Files = Type.Object({
  base: Type.Integer(),
  files: Type.Array(Type.Object({ path: Type.String(), characters: Type.Integer(), text: MaybeText })),
})
