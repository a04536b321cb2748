import { sql } from 'kysely'
import type { Tenant } from '../database.ts'

export type WebhookRow = {
  readonly webhookId: string
  readonly url: string
  readonly kinds: string[] | null
  readonly sealedSecret: Buffer
  readonly keyId: string
  readonly createdAt: Date
  readonly pausedAt: Date | null
}

/** The webhooks that have not been deleted, the oldest first. */
export async function webhooksOf(tenant: Tenant, orgId: string): Promise<readonly WebhookRow[]> {
  return tenant
    .selectFrom('webhook')
    .select([
      'webhook_id as webhookId',
      'url',
      'kinds',
      'sealed_secret as sealedSecret',
      'key_id as keyId',
      'created_at as createdAt',
      'paused_at as pausedAt',
    ])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .execute()
}

export type DeliveryRow = {
  readonly deliveryId: string
  readonly seq: number
  readonly kind: string
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly attempts: number
  readonly dueAt: Date
  readonly createdAt: Date
  readonly answerStatus: number | null
  readonly fault: string | null
}

const deliveryColumns = [
  'delivery_id as deliveryId',
  'seq',
  'kind',
  'state',
  'attempts',
  'due_at as dueAt',
  'created_at as createdAt',
  'answer_status as answerStatus',
  'fault',
] as const

/** A delivery of a webhook. */
export async function deliveryOf(
  tenant: Tenant,
  orgId: string,
  webhookId: string,
  deliveryId: string,
): Promise<DeliveryRow | undefined> {
  return tenant
    .selectFrom('webhook_delivery')
    .select(deliveryColumns)
    .where('org_id', '=', orgId)
    .where('webhook_id', '=', webhookId)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst()
}

/** Deliveries of a webhook, the newest first; those before `before` where it is given. */
export async function deliveriesOf(
  tenant: Tenant,
  orgId: string,
  webhookId: string,
  { before, most }: { readonly before?: string | undefined; readonly most: number },
): Promise<readonly DeliveryRow[]> {
  const query = tenant
    .selectFrom('webhook_delivery')
    .select(deliveryColumns)
    .where('org_id', '=', orgId)
    .where('webhook_id', '=', webhookId)
    .orderBy('created_at', 'desc')
    .orderBy('seq', 'desc')
    .orderBy('delivery_id', 'desc')
    .limit(most)
  if (before === undefined) return query.execute()
  const last = await tenant
    .selectFrom('webhook_delivery')
    .select(['created_at as createdAt', 'seq'])
    .where('org_id', '=', orgId)
    .where('webhook_id', '=', webhookId)
    .where('delivery_id', '=', before)
    .executeTakeFirst()
  if (!last) return []
  return query
    .where(
      sql<boolean>`(created_at, seq, delivery_id) < (${last.createdAt}, ${last.seq}::bigint, ${before}::uuid)`,
    )
    .execute()
}

/** The webhooks that are paused. */
function pausedOf(tenant: Tenant, orgId: string) {
  return tenant
    .selectFrom('webhook')
    .select('webhook_id')
    .where('org_id', '=', orgId)
    .where('paused_at', 'is not', null)
}

/** When the next delivery is due, those of paused webhooks aside; undefined where none waits. */
export async function nextDelivery(tenant: Tenant, orgId: string): Promise<Date | undefined> {
  const { next } = await tenant
    .selectFrom('webhook_delivery')
    .select(({ fn }) => fn.min('due_at').as('next'))
    .where('org_id', '=', orgId)
    .where('state', '=', 'waiting')
    .where('webhook_id', 'not in', pausedOf(tenant, orgId))
    .executeTakeFirstOrThrow()
  return next ?? undefined
}
