import Type from 'typebox'
import { Instant, MaybeText, RightWord, RoleWord, Slug, Uuid } from './common.ts'

const Email = Type.String({ format: 'email', maxLength: 254 })
const Name = Type.String({ minLength: 1, maxLength: 100 })
const Password = Type.String({ minLength: 1, maxLength: 1000 })

export const ClaimBody = Type.Object(
  { secret: Type.String({ maxLength: 100 }), email: Email, name: Name, password: Password },
  { additionalProperties: false },
)
export const AcceptBody = Type.Object(
  { secret: Type.String({ maxLength: 100 }), password: Password },
  { additionalProperties: false },
)
export const SignInBody = Type.Object({ email: Email, password: Password }, { additionalProperties: false })
export const Me = Type.Object({
  userId: Uuid,
  email: Type.String(),
  name: Type.String(),
  organisations: Type.Array(
    Type.Object({
      slug: Type.String(),
      roles: Type.Array(RoleWord),
      isDemo: Type.Boolean(),
      person: Type.Union([Type.String(), Type.Null()], {
        description: 'The person of the strategy that one is',
      }),
    }),
  ),
})

export const OrganisationBody = Type.Object({ slug: Slug }, { additionalProperties: false })
export const OrganisationRow = Type.Object({
  slug: Type.String(),
  isDemo: Type.Boolean(),
  createdAt: Instant,
})

export const MemberBody = Type.Object(
  {
    roles: Type.Array(RoleWord, { minItems: 1, uniqueItems: true }),
    person: Type.Optional(MaybeText),
    department: Type.Optional(MaybeText),
  },
  { additionalProperties: false },
)
export const Member = Type.Object({
  userId: Uuid,
  roles: Type.Array(RoleWord),
  person: MaybeText,
  department: MaybeText,
})

export const ListedMember = Type.Object({
  ...Member.properties,
  name: Type.Union([Type.String(), Type.Null()], {
    description: 'Of the account; null to those who do not manage members',
  }),
  email: MaybeText,
})

export const TokenBody = Type.Object(
  {
    name: Name,
    scopes: Type.Array(RightWord, { minItems: 1, uniqueItems: true }),
    days: Type.Integer({ minimum: 1, maximum: 366 }),
  },
  { additionalProperties: false },
)
export const Token = Type.Object({
  id: Uuid,
  name: Type.String(),
  scopes: Type.Array(RightWord),
  expiresAt: Instant,
  isRevoked: Type.Boolean(),
})
export const NewToken = Type.Object({
  ...Token.properties,
  token: Type.String({ description: 'Shown this once' }),
})

export const InviteBody = Type.Object(
  { email: Email, name: Name, ...MemberBody.properties },
  { additionalProperties: false },
)
export const Invited = Type.Object({
  ...Member.properties,
  secret: Type.Union([Type.String(), Type.Null()], {
    description: 'Shown this once: it sets the password, within a week. Null for an account that has one',
  }),
})
