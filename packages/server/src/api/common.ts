import Type from 'typebox'
import { rights, roles } from '../accounts/role.ts'

/** A number, or null where there is none. */
export const Maybe = Type.Union([Type.Number(), Type.Null()])
export const Text = Type.String({ maxLength: 2000 })
export const MaybeText = Type.Union([Type.String(), Type.Null()])
/** The number of an event, of a version, or of a sender's own row: JSON and JavaScript hold it exactly. */
export const Count = (description?: string) =>
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, ...(description && { description }) })
export const Slug = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 })
export const Uuid = Type.String({ format: 'uuid' })
export const Instant = Type.String({ format: 'date-time' })
export const DayText = Type.String({ format: 'date', description: 'Year-month-day' })
export const Id = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The id of an item of the strategy',
})
export const StatusWord = Type.Enum(['on-track', 'at-risk', 'off-track', 'unknown'])
export const GroupingWord = Type.Enum(['perspective', 'department', 'objective'])
export const RoleWord = Type.Enum([...roles])
export const RightWord = Type.Enum([...rights])

export const OrganisationParams = Type.Object({ organisation: Slug }, { additionalProperties: false })

export const Problem = Type.Object(
  {
    type: Type.String(),
    code: Type.String(),
    status: Type.Integer(),
    title: Type.String(),
    detail: Type.String(),
    wayOut: Type.String(),
    instance: Type.String(),
  },
  { additionalProperties: true, description: 'A refusal (RFC 9457)' },
)

/** The refusals that any address may give. */
export const refusals = { '4xx': Problem, '5xx': Problem }

export const Place = Type.Object({ file: Type.String(), line: Type.Integer(), column: Type.Integer() })
