import Type from 'typebox'
import { Count, Id, Instant, MaybeText, Slug, Uuid } from './common.ts'

const On = Type.String({
  pattern: '^(kpi|objective|finding):.+$',
  maxLength: 400,
  description: 'kpi:<id>, objective:<id> or finding:<code>:<id>',
})

export const CommentParams = Type.Object(
  { organisation: Slug, comment: Uuid },
  { additionalProperties: false },
)

export const CommentsQuery = Type.Object(
  {
    on: On,
    before: Type.Optional(Count('Those before this event')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  { additionalProperties: false },
)

export const CommentBody = Type.Object(
  {
    on: On,
    text: Type.String({ minLength: 1, maxLength: 10_000 }),
    mentions: Type.Optional(
      Type.Array(Id, { maxItems: 50, uniqueItems: true, description: 'Persons of the strategy' }),
    ),
  },
  { additionalProperties: false },
)

export const Comment = Type.Object({
  id: Uuid,
  on: Type.String(),
  author: Type.String(),
  authorName: MaybeText,
  text: Type.String(),
  mentions: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  at: Instant,
  seq: Type.Integer(),
  mayRemove: Type.Boolean(),
})

export const Comments = Type.Object({
  comments: Type.Array(Comment, { description: 'The newest first' }),
  next: Type.Union([Type.Integer(), Type.Null()], { description: 'The before of those that are older' }),
})
