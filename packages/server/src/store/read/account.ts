import type { Database, Tenant } from '../database.ts'

export type Account = {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string | null
  /** The identity provider that vouches for it, where one does. */
  readonly issuer: string | null
  readonly disabledAt: Date | null
}

const columns = [
  'user_id as userId',
  'email',
  'name',
  'password_hash as passwordHash',
  'issuer',
  'disabled_at as disabledAt',
] as const

/** The account of an e-mail address, in any case. */
export async function accountByEmail({ shared }: Database, email: string): Promise<Account | undefined> {
  return shared
    .selectFrom('account')
    .select(columns)
    .where(({ fn }) => fn('lower', ['email']), '=', email.toLowerCase())
    .executeTakeFirst()
}

/** The account that an identity provider vouches for. */
export async function accountByIdentity(
  { shared }: Database,
  issuer: string,
  subject: string,
): Promise<Account | undefined> {
  return shared
    .selectFrom('account')
    .select(columns)
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

/** The names and addresses of accounts, by their ids. */
export async function accountsOf(
  { shared }: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly email: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await shared
    .selectFrom('account')
    .select(['user_id as userId', 'name', 'email'])
    .where('user_id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.userId, row]))
}

/** The e-mail address of an open invitation. */
export async function invitedEmail({ shared }: Database, tokenHash: Buffer): Promise<string | undefined> {
  const row = await shared
    .selectFrom('invitation')
    .innerJoin('account', 'account.user_id', 'invitation.user_id')
    .select('account.email')
    .where('token_hash', '=', tokenHash)
    .where('account.issuer', 'is', null)
    .executeTakeFirst()
  return row?.email
}

/** Whether the server has been claimed. */
export async function hasAccounts({ shared }: Database): Promise<boolean> {
  return (await shared.selectFrom('account').select('user_id').limit(1).executeTakeFirst()) !== undefined
}

export type SessionRow = {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly usedAt: Date
  readonly signedInAt: Date
  readonly expiresAt: Date
}

/** The session of a hash, where its account is not disabled. */
export async function sessionOf({ shared }: Database, tokenHash: Buffer): Promise<SessionRow | undefined> {
  return shared
    .selectFrom('session')
    .innerJoin('account', 'account.user_id', 'session.user_id')
    .select([
      'account.user_id as userId',
      'account.email',
      'account.name',
      'session.used_at as usedAt',
      'session.signed_in_at as signedInAt',
      'session.expires_at as expiresAt',
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
}

export type MembershipRow = {
  readonly userId: string
  readonly roles: string[]
  readonly person: string | null
  readonly department: string | null
}

/** What an account is in the organisation. */
export async function membershipOf(
  tenant: Tenant,
  orgId: string,
  userId: string,
): Promise<MembershipRow | undefined> {
  return tenant
    .selectFrom('membership')
    .select(['user_id as userId', 'roles', 'person', 'department'])
    .where('org_id', '=', orgId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

/** All members of the organisation. */
export async function membersOf(tenant: Tenant, orgId: string): Promise<readonly MembershipRow[]> {
  return tenant
    .selectFrom('membership')
    .select(['user_id as userId', 'roles', 'person', 'department'])
    .where('org_id', '=', orgId)
    .orderBy('user_id')
    .execute()
}

export type TokenRow = {
  readonly tokenHash: Buffer
  readonly tokenId: string
  readonly userId: string
  readonly name: string
  readonly scopes: string[]
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

const tokenColumns = [
  'token_hash as tokenHash',
  'token_id as tokenId',
  'user_id as userId',
  'name',
  'scopes',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'revoked_at as revokedAt',
] as const

/** All tokens of the organisation, the newest first. */
export async function tokensOf(tenant: Tenant, orgId: string): Promise<readonly TokenRow[]> {
  return tenant
    .selectFrom('api_token')
    .select(tokenColumns)
    .where('org_id', '=', orgId)
    .orderBy('created_at', 'desc')
    .orderBy('token_id', 'desc')
    .execute()
}

/** The e-mail address of an account that is not disabled. */
export async function mailboxOf({ shared }: Database, userId: string): Promise<string | undefined> {
  const row = await shared
    .selectFrom('account')
    .select('email')
    .where('user_id', '=', userId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  return row?.email
}
