import Type from 'typebox'
import { Count, DayText, Id, Instant, Maybe, MaybeText, Slug } from './common.ts'

/** What an event changed, as people read it; null is nothing. */
export const AuditDetail = Type.Object({ what: Type.String(), before: MaybeText, after: MaybeText })

export const AuditRow = Type.Object({
  seq: Type.Integer(),
  at: Instant,
  actor: Type.String(),
  actorName: Type.Union([Type.String(), Type.Null()], {
    description: 'Null: the server itself, or nobody known',
  }),
  kind: Type.String(),
  about: Type.Array(Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })),
  count: Type.Integer({ description: 'How many things it changed, such as values or definitions' }),
  comment: MaybeText,
  details: Type.Array(AuditDetail),
  hash: Type.String(),
})

export const AuditAnswer = Type.Object({
  rows: Type.Array(AuditRow),
  next: Type.Union([Type.Integer(), Type.Null()], {
    description: 'For `before`, where there are older ones',
  }),
  kinds: Type.Array(Type.String()),
  actors: Type.Array(Type.Object({ actor: Type.String(), name: MaybeText })),
})

export const AuditQuery = Type.Object(
  {
    kind: Type.Optional(Type.String({ maxLength: 60 })),
    actor: Type.Optional(
      Type.String({ maxLength: 100, description: 'As events have it: user:…, token:… or system' }),
    ),
    subject: Type.Optional(Id),
    from: Type.Optional(DayText),
    to: Type.Optional(DayText),
    before: Type.Optional(Count('Only events before this one')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 by default' })),
  },
  { additionalProperties: false },
)

export const ChainQuery = Type.Object(
  {
    whole: Type.Optional(
      Type.Boolean({ description: 'From the first event on, not from where it was last left' }),
    ),
  },
  { additionalProperties: false },
)

export const ChainAnswer = Type.Object({
  verified: Type.Integer({ description: 'The last event of the unbroken chain' }),
  head: Type.Integer({ description: 'The last event there is' }),
  at: Instant,
  brokenAt: Type.Union([Type.Integer(), Type.Null()]),
})

export const NewsAnswer = Type.Object({
  seq: Type.Integer({ description: 'The last event there is' }),
  kinds: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer() })),
})
export const NewsQuery = Type.Object({ after: Count('The last event seen') }, { additionalProperties: false })

export const HistoryParams = Type.Object({ organisation: Slug, kpi: Id }, { additionalProperties: false })

export const HistoryAnswer = Type.Object({
  changes: Type.Array(AuditRow),
  measure: Type.String(),
  unit: Type.String(),
  values: Type.Array(
    Type.Object({
      period: Type.String(),
      versions: Type.Array(
        Type.Object({
          value: Maybe,
          recorded: DayText,
          at: Instant,
          actor: Type.String(),
          actorName: MaybeText,
          source: MaybeText,
          note: MaybeText,
          reason: MaybeText,
          seq: Type.Integer(),
        }),
        { description: 'The oldest first; each later one restates the one before' },
      ),
    }),
    { description: 'The last periods of the measure, the newest first; none where it is computed' },
  ),
})
