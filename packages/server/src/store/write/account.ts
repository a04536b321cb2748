import type { Database, Tenant } from '../database.ts'

export type NewAccount = {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly passwordHash: string | null
  readonly at: Date
}

/** Makes an account; false where its e-mail address has one. */
export async function createAccount(
  { shared }: Database,
  made: NewAccount,
  by?: { readonly issuer: string; readonly subject: string },
): Promise<boolean> {
  const { userId, email, name, passwordHash, at } = made
  const { numInsertedOrUpdatedRows } = await shared
    .insertInto('account')
    .values({
      user_id: userId,
      email,
      name,
      password_hash: passwordHash,
      issuer: by?.issuer ?? null,
      subject: by?.subject ?? null,
      created_at: at,
      disabled_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export type NewSession = {
  readonly tokenHash: Buffer
  readonly userId: string
  readonly at: Date
  readonly expiresAt: Date
}

/** Makes a session. */
export async function createSession({ shared }: Database, made: NewSession): Promise<void> {
  const { tokenHash, userId, at, expiresAt } = made
  await shared
    .insertInto('session')
    .values({
      token_hash: tokenHash,
      user_id: userId,
      created_at: at,
      used_at: at,
      signed_in_at: at,
      expires_at: expiresAt,
    })
    .execute()
}

/** Notes that a session was used. */
export async function touchSession({ shared }: Database, tokenHash: Buffer, at: Date): Promise<void> {
  await shared.updateTable('session').set({ used_at: at }).where('token_hash', '=', tokenHash).execute()
}

/** Ends a session. */
export async function endSession({ shared }: Database, tokenHash: Buffer): Promise<void> {
  await shared.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

/** Ends every session of an account. */
export async function endSessions({ shared }: Database, userId: string): Promise<void> {
  await shared.deleteFrom('session').where('user_id', '=', userId).execute()
}

export type Membership = {
  readonly userId: string
  readonly roles: readonly string[]
  readonly person: string | null
  readonly department: string | null
}

/** Says what an account is in the organisation. */
export async function setMembership(
  tenant: Tenant,
  orgId: string,
  seq: number,
  { userId, roles, person, department }: Membership,
): Promise<void> {
  const values = { roles: [...roles], person, department, seq }
  await tenant
    .insertInto('membership')
    .values({ org_id: orgId, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(['org_id', 'user_id']).doUpdateSet(values))
    .execute()
}

export type NewToken = {
  readonly tokenId: string
  readonly userId: string
  readonly tokenHash: Buffer
  readonly name: string
  readonly scopes: readonly string[]
  readonly at: Date
  readonly expiresAt: Date
}

/** Makes a token; what it says is not kept, only its hash. */
export async function createToken(tenant: Tenant, orgId: string, made: NewToken): Promise<void> {
  const { tokenId, userId, tokenHash, name, scopes, at, expiresAt } = made
  await tenant
    .insertInto('api_token')
    .values({
      org_id: orgId,
      token_id: tokenId,
      user_id: userId,
      token_hash: tokenHash,
      name,
      scopes: [...scopes],
      created_at: at,
      expires_at: expiresAt,
      revoked_at: null,
    })
    .execute()
}

/** Ends a token; false where there is none that holds. */
export async function revokeToken(
  tenant: Tenant,
  orgId: string,
  tokenId: string,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tenant
    .updateTable('api_token')
    .set({ revoked_at: at })
    .where('org_id', '=', orgId)
    .where('token_id', '=', tokenId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Lets whoever has the secret set the password of an account, until it expires. */
export async function createInvitation(
  { shared }: Database,
  tokenHash: Buffer,
  userId: string,
  expiresAt: Date,
): Promise<void> {
  await shared
    .insertInto('invitation')
    .values({ token_hash: tokenHash, user_id: userId, expires_at: expiresAt })
    .execute()
}

/** Sets the password of an invited account and ends its invitations and sessions; undefined where there is none that holds. */
export async function acceptInvitation(
  { shared }: Database,
  tokenHash: Buffer,
  passwordHash: string,
  at: Date,
): Promise<string | undefined> {
  return shared.transaction().execute(async (transaction) => {
    const invitation = await transaction
      .deleteFrom('invitation')
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', at)
      .returning('user_id')
      .executeTakeFirst()
    if (!invitation) return undefined
    const { user_id: userId } = invitation
    await transaction.deleteFrom('invitation').where('user_id', '=', userId).execute()
    await transaction.deleteFrom('session').where('user_id', '=', userId).execute()
    await transaction
      .updateTable('account')
      .set({ password_hash: passwordHash })
      .where('user_id', '=', userId)
      .execute()
    return userId
  })
}

/** Lets an identity provider vouch for an account from now on, in place of a password. */
export async function linkIdentity(
  { shared }: Database,
  userId: string,
  issuer: string,
  subject: string,
): Promise<void> {
  await shared
    .updateTable('account')
    .set({ issuer, subject, password_hash: null })
    .where('user_id', '=', userId)
    .execute()
}
