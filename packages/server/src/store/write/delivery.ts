import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tenant } from '../database.ts'

/** With the most webhooks that there may be, their rows are one statement. */
const mostEvents = 100

/**
 * Takes events out of the outbox, the oldest first, and queues a delivery for every webhook that tells of them. Rows
 * that another process has taken are left to it. Gives the number of events taken.
 */
export async function queueDeliveries(tenant: Tenant, orgId: string, at: Date): Promise<number> {
  const events = await tenant
    .selectFrom('outbox')
    .select(['seq', 'kind'])
    .where('org_id', '=', orgId)
    .orderBy('seq')
    .limit(mostEvents)
    .forUpdate()
    .skipLocked()
    .execute()
  if (events.length === 0) return 0
  const webhooks = await tenant
    .selectFrom('webhook')
    .select(['webhook_id as webhookId', 'kinds', 'seq'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .execute()
  const wanted = events.flatMap(({ seq, kind }) =>
    webhooks
      .filter(({ seq: since, kinds }) => seq > since && (kinds === null || kinds.includes(kind)))
      .map(({ webhookId }) => ({ webhookId, seq, kind })),
  )
  await addDeliveries(tenant, orgId, wanted, at)
  await tenant
    .deleteFrom('outbox')
    .where('org_id', '=', orgId)
    .where(
      'seq',
      'in',
      events.map(({ seq }) => seq),
    )
    .execute()
  return events.length
}

export type NewDelivery = { readonly webhookId: string; readonly seq: number; readonly kind: string }

/** Queues deliveries, due at once. Gives their ids. */
export async function addDeliveries(
  tenant: Tenant,
  orgId: string,
  wanted: readonly NewDelivery[],
  at: Date,
): Promise<readonly string[]> {
  const rows = wanted.map(({ webhookId, seq, kind }) => ({
    org_id: orgId,
    delivery_id: randomUUIDv7(),
    webhook_id: webhookId,
    seq,
    kind,
    state: 'waiting' as const,
    attempts: 0,
    due_at: at,
    created_at: at,
    answer_status: null,
    fault: null,
  }))
  if (rows.length > 0) await tenant.insertInto('webhook_delivery').values(rows).execute()
  return rows.map((row) => row.delivery_id)
}

export type DueDelivery = {
  readonly deliveryId: string
  readonly webhookId: string
  readonly seq: number
  /** This one counted. */
  readonly attempts: number
}

/**
 * Takes deliveries that are due, those of paused webhooks aside. Each counts as tried and is due again at `until`, so that of a process that dies in the
 * middle nothing is lost and nothing is tried for ever.
 */
export async function claimDeliveries(
  tenant: Tenant,
  orgId: string,
  { now, until, most }: { readonly now: Date; readonly until: Date; readonly most: number },
): Promise<readonly DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    update webhook_delivery set attempts = attempts + 1, due_at = ${until}, answer_status = null, fault = null
    where org_id = ${orgId} and delivery_id in (
      select delivery_id from webhook_delivery
      where org_id = ${orgId} and state = 'waiting' and due_at <= ${now}
        and webhook_id not in (select webhook_id from webhook where org_id = ${orgId} and paused_at is not null)
      order by due_at, delivery_id limit ${most} for update skip locked
    )
    returning delivery_id as "deliveryId", webhook_id as "webhookId", seq, attempts`.execute(tenant)
  return rows
}

export type DeliveryState = {
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly dueAt: Date
  readonly answerStatus: number | null
  readonly fault: string | null
}

/** Says what came of an attempt. */
export async function settleDelivery(
  tenant: Tenant,
  orgId: string,
  deliveryId: string,
  { state, dueAt, answerStatus, fault }: DeliveryState,
): Promise<void> {
  await tenant
    .updateTable('webhook_delivery')
    .set({ state, due_at: dueAt, answer_status: answerStatus, fault })
    .where('org_id', '=', orgId)
    .where('delivery_id', '=', deliveryId)
    .execute()
}

/** Takes deliveries that ended before a moment out of the log. */
export async function forgetDeliveries(tenant: Tenant, orgId: string, before: Date): Promise<void> {
  await tenant
    .deleteFrom('webhook_delivery')
    .where('org_id', '=', orgId)
    .where('state', '!=', 'waiting')
    .where('due_at', '<', before)
    .execute()
}
