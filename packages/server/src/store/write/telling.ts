import type { Tenant } from '../database.ts'

/** Writes the organisation's rules of telling. */
export async function setTellingRule(
  tenant: Tenant,
  orgId: string,
  seq: number,
  settings: string,
): Promise<void> {
  await tenant
    .insertInto('telling_rule')
    .values({ org_id: orgId, settings, seq })
    .onConflict((conflict) => conflict.column('org_id').doUpdateSet({ settings, seq }))
    .execute()
}

/** Writes what a person chose. */
export async function setPreference(
  tenant: Tenant,
  orgId: string,
  seq: number,
  { userId, settings }: { readonly userId: string; readonly settings: string },
): Promise<void> {
  await tenant
    .insertInto('preference')
    .values({ org_id: orgId, user_id: userId, settings, seq })
    .onConflict((conflict) => conflict.columns(['org_id', 'user_id']).doUpdateSet({ settings, seq }))
    .execute()
}

export type NewChatChannel = {
  readonly channelId: string
  readonly name: string
  readonly format: 'slack' | 'teams'
  readonly host: string
  readonly sealedUrl: Buffer
  readonly keyId: string
  readonly sorts: readonly string[]
  readonly at: Date
}

/** Makes a chat channel. */
export async function createChatChannel(
  tenant: Tenant,
  orgId: string,
  seq: number,
  { channelId, name, format, host, sealedUrl, keyId, sorts, at }: NewChatChannel,
): Promise<void> {
  await tenant
    .insertInto('chat_channel')
    .values({
      org_id: orgId,
      channel_id: channelId,
      name,
      format,
      host,
      sealed_url: sealedUrl,
      key_id: keyId,
      sorts: [...sorts],
      created_at: at,
      deleted_at: null,
      seq,
    })
    .execute()
}

/** Changes a chat channel; false where there is none that is told anything. */
export async function changeChatChannel(
  tenant: Tenant,
  orgId: string,
  channelId: string,
  change: { readonly name: string; readonly sorts: string[] } | { readonly deleted_at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tenant
    .updateTable('chat_channel')
    .set(change)
    .where('org_id', '=', orgId)
    .where('channel_id', '=', channelId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Makes a calendar feed. */
export async function createCalendarFeed(
  tenant: Tenant,
  orgId: string,
  feed: { readonly feedId: string; readonly userId: string; readonly tokenHash: Buffer; readonly at: Date },
): Promise<void> {
  const { feedId, userId, tokenHash, at } = feed
  await tenant
    .insertInto('calendar_feed')
    .values({
      org_id: orgId,
      feed_id: feedId,
      user_id: userId,
      token_hash: tokenHash,
      created_at: at,
      revoked_at: null,
    })
    .execute()
}

/** Ends a person's calendar feed; false where there is none. */
export async function revokeCalendarFeed(
  tenant: Tenant,
  orgId: string,
  { feedId, userId, at }: { readonly feedId: string; readonly userId: string; readonly at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tenant
    .updateTable('calendar_feed')
    .set({ revoked_at: at })
    .where('org_id', '=', orgId)
    .where('feed_id', '=', feedId)
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
