import { sql } from 'kysely'
import { canonical } from '../canonical.ts'
import { hashOf } from '../chain.ts'
import { channel } from '../channel.ts'
import type { Tenant } from '../database.ts'

/** Where an organisation's chain of events stands. */
export type Head = { readonly seq: number; readonly hash: Buffer; readonly halted: string | null }

/** Something that happened, before it has its place in the chain. */
export type NewEvent = {
  readonly orgId: string
  readonly at: Date
  /** `user:<id>`, `token:<id>` or `system`. */
  readonly actor: string
  readonly kind: string
  readonly payload: unknown
}

/** Takes the head of the chain for this transaction: writers of an organisation queue here. */
export async function lockHead(tenant: Tenant, orgId: string): Promise<Head> {
  return tenant
    .selectFrom('head')
    .select(['seq', 'hash', 'halted'])
    .where('org_id', '=', orgId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Writes the event after the head, its outbox row and the new head; processes hear of it once it is committed. */
export async function appendEvent(tenant: Tenant, head: Head, event: NewEvent): Promise<number> {
  const { orgId, at, actor, kind } = event
  const seq = head.seq + 1
  const payload = canonical(event.payload)
  const hash = hashOf({ orgId, seq, at, actor, kind, payload, previous: head.hash })
  await sql`
    with written as (
      insert into event (org_id, seq, at, actor, kind, payload, previous, hash)
      values (${orgId}, ${seq}, ${at}, ${actor}, ${kind}, ${payload}, ${head.hash}, ${hash})
    ), queued as (
      insert into outbox (org_id, seq, kind, created_at) values (${orgId}, ${seq}, ${kind}, ${at})
    ), moved as (
      update head set seq = ${seq}, hash = ${hash} where org_id = ${orgId}
    )
    select pg_notify(${channel}, ${`${orgId} ${seq}`})`.execute(tenant)
  return seq
}
