import type { Tenant } from '../database.ts'

export type NewWebhook = {
  readonly webhookId: string
  readonly url: string
  readonly kinds: readonly string[] | null
  readonly sealedSecret: Buffer
  readonly keyId: string
  readonly at: Date
}

/** Makes a webhook, which tells of the events after this one. */
export async function createWebhook(
  tenant: Tenant,
  orgId: string,
  seq: number,
  { webhookId, url, kinds, sealedSecret, keyId, at }: NewWebhook,
): Promise<void> {
  await tenant
    .insertInto('webhook')
    .values({
      org_id: orgId,
      webhook_id: webhookId,
      url,
      kinds: kinds && [...kinds],
      sealed_secret: sealedSecret,
      key_id: keyId,
      created_at: at,
      deleted_at: null,
      paused_at: null,
      seq,
    })
    .execute()
}

/** Ends a webhook; false where there is none that tells of anything. */
export async function deleteWebhook(
  tenant: Tenant,
  orgId: string,
  webhookId: string,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tenant
    .updateTable('webhook')
    .set({ deleted_at: at })
    .where('org_id', '=', orgId)
    .where('webhook_id', '=', webhookId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Has a webhook wait from a moment on or, with null, go on; false where it stands so already or is none. */
export async function pauseWebhook(
  tenant: Tenant,
  orgId: string,
  webhookId: string,
  pausedAt: Date | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tenant
    .updateTable('webhook')
    .set({ paused_at: pausedAt })
    .where('org_id', '=', orgId)
    .where('webhook_id', '=', webhookId)
    .where('deleted_at', 'is', null)
    .where('paused_at', pausedAt === null ? 'is not' : 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
