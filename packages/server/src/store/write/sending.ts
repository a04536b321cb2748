import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tenant } from '../database.ts'

export type SendingKind = 'notice' | 'digest' | 'chat'

export type NewSending = {
  /** What is sent, to whom and of which occasion: it is sent once. */
  readonly key: string
  readonly kind: SendingKind
  readonly userId?: string
  readonly channelId?: string
  readonly noticeId?: string
  readonly dueAt: Date
}

/** Queues sendings, each once for its key. */
export async function addSendings(
  tenant: Tenant,
  orgId: string,
  wanted: readonly NewSending[],
  at: Date,
): Promise<void> {
  if (wanted.length === 0) return
  const rows = wanted.map(({ key, kind, userId, channelId, noticeId, dueAt }) => ({
    org_id: orgId,
    delivery_id: randomUUIDv7(),
    key,
    kind,
    user_id: userId ?? null,
    channel_id: channelId ?? null,
    notice_id: noticeId ?? null,
    state: 'waiting' as const,
    attempts: 0,
    due_at: dueAt,
    created_at: at,
    fault: null,
  }))
  await tenant
    .insertInto('notice_delivery')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['org_id', 'key']).doNothing())
    .execute()
}

export type DueSending = {
  readonly deliveryId: string
  readonly key: string
  readonly kind: SendingKind
  readonly userId: string | null
  readonly channelId: string | null
  readonly noticeId: string | null
  /** This one counted. */
  readonly attempts: number
}

type Claim = { readonly now: Date; readonly until: Date; readonly most: number }

/** Takes sendings that are due, those of a process that died before it said anything to anybody among them. */
export async function claimSendings(
  tenant: Tenant,
  orgId: string,
  { now, until, most }: Claim,
): Promise<readonly DueSending[]> {
  const { rows } = await sql<DueSending>`
    update notice_delivery set state = 'claimed', attempts = attempts + 1, due_at = ${until}
    where org_id = ${orgId} and delivery_id in (
      select delivery_id from notice_delivery
      where org_id = ${orgId} and state in ('waiting', 'claimed') and due_at <= ${now}
      order by due_at, delivery_id limit ${most} for update skip locked
    )
    returning delivery_id as "deliveryId", key, kind, user_id as "userId", channel_id as "channelId",
      notice_id as "noticeId", attempts`.execute(tenant)
  return rows
}

/** Of what was being sent when its process died nobody knows whether it arrived: it is not sent again. Gives how many. */
export async function giveUpSendings(
  tenant: Tenant,
  orgId: string,
  { now, fault }: { readonly now: Date; readonly fault: string },
): Promise<number> {
  const { numUpdatedRows } = await tenant
    .updateTable('notice_delivery')
    .set({ state: 'unsure', due_at: now, fault })
    .where('org_id', '=', orgId)
    .where('state', '=', 'sending')
    .where('due_at', '<=', now)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export type NewLink = {
  readonly tokenHash: Buffer
  readonly userId: string
  readonly measure: string
  readonly ordinal: number
  readonly expiresAt: Date
}

/**
 * Says that a sending now goes out, with the link that it holds; false where it is another process's by now. From here
 * on it is not sent a second time, whatever happens.
 */
export async function startSending(
  tenant: Tenant,
  orgId: string,
  { deliveryId, attempts }: DueSending,
  { at, until, link }: { readonly at: Date; readonly until: Date; readonly link?: NewLink | undefined },
): Promise<boolean> {
  const { numUpdatedRows } = await tenant
    .updateTable('notice_delivery')
    .set({ state: 'sending', due_at: until })
    .where('org_id', '=', orgId)
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'claimed')
    .where('attempts', '=', attempts)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  if (link) {
    const { tokenHash, userId, measure, ordinal, expiresAt } = link
    const row = { token_hash: tokenHash, created_at: at, expires_at: expiresAt }
    await tenant
      .insertInto('check_in_link')
      .values({
        org_id: orgId,
        delivery_id: deliveryId,
        user_id: userId,
        measure,
        ordinal,
        used_at: null,
        ...row,
      })
      .onConflict((conflict) => conflict.columns(['org_id', 'delivery_id']).doUpdateSet(row))
      .execute()
  }
  return true
}

export type SendingState = {
  readonly state: 'waiting' | 'sent' | 'failed' | 'unsure' | 'dropped'
  readonly dueAt: Date
  readonly fault: string | null
}

/** Says what came of a sending, where it is still this attempt's. */
export async function settleSending(
  tenant: Tenant,
  orgId: string,
  { deliveryId, attempts }: DueSending,
  { state, dueAt, fault }: SendingState,
): Promise<void> {
  await tenant
    .updateTable('notice_delivery')
    .set({ state, due_at: dueAt, fault })
    .where('org_id', '=', orgId)
    .where('delivery_id', '=', deliveryId)
    .where('attempts', '=', attempts)
    .where('state', 'in', ['claimed', 'sending'])
    .execute()
}

/** Forgets sendings that ended before a moment, with their links. */
export async function forgetSendings(tenant: Tenant, orgId: string, before: Date): Promise<void> {
  await tenant
    .deleteFrom('check_in_link')
    .where('org_id', '=', orgId)
    .where('expires_at', '<', before)
    .execute()
  await tenant
    .deleteFrom('notice_delivery')
    .where('org_id', '=', orgId)
    .where('state', 'not in', ['waiting', 'claimed', 'sending'])
    .where('due_at', '<', before)
    .execute()
}

/** Takes a link's one use; false where it was used, or has expired. */
export async function takeLink(tenant: Tenant, orgId: string, tokenHash: Buffer, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tenant
    .updateTable('check_in_link')
    .set({ used_at: at })
    .where('org_id', '=', orgId)
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
