import type { Tenant } from '../database.ts'

/** The organisation's rules of telling as canonical JSON; undefined where none were set. */
export async function tellingRuleOf(tenant: Tenant, orgId: string): Promise<string | undefined> {
  const row = await tenant
    .selectFrom('telling_rule')
    .select('settings')
    .where('org_id', '=', orgId)
    .executeTakeFirst()
  return row?.settings
}

/** What people chose, as canonical JSON, by their accounts. */
export async function preferencesOf(tenant: Tenant, orgId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tenant
    .selectFrom('preference')
    .select(['user_id as userId', 'settings'])
    .where('org_id', '=', orgId)
    .execute()
  return new Map(rows.map(({ userId, settings }) => [userId, settings]))
}

export type ChatChannelRow = {
  readonly channelId: string
  readonly name: string
  readonly format: 'slack' | 'teams'
  readonly host: string
  readonly sealedUrl: Buffer
  readonly keyId: string
  readonly sorts: string[]
  readonly createdAt: Date
}

/** The chat channels that were not deleted, the oldest first. */
export async function chatChannelsOf(tenant: Tenant, orgId: string): Promise<readonly ChatChannelRow[]> {
  return tenant
    .selectFrom('chat_channel')
    .select([
      'channel_id as channelId',
      'name',
      'format',
      'host',
      'sealed_url as sealedUrl',
      'key_id as keyId',
      'sorts',
      'created_at as createdAt',
    ])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .execute()
}

export type CalendarFeedRow = { readonly feedId: string; readonly userId: string; readonly createdAt: Date }

/** The calendar feeds of a person that were not revoked. */
export async function calendarFeedsOf(
  tenant: Tenant,
  orgId: string,
  userId: string,
): Promise<readonly CalendarFeedRow[]> {
  return tenant
    .selectFrom('calendar_feed')
    .select(['feed_id as feedId', 'user_id as userId', 'created_at as createdAt'])
    .where('org_id', '=', orgId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Whose calendar the feed of a hash is; undefined where it was revoked or there is none. */
export async function feedOwner(
  tenant: Tenant,
  orgId: string,
  tokenHash: Buffer,
): Promise<string | undefined> {
  const row = await tenant
    .selectFrom('calendar_feed')
    .select('user_id as userId')
    .where('org_id', '=', orgId)
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row?.userId
}
