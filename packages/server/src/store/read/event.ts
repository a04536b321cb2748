import type { Tenant } from '../database.ts'
import type { Head } from '../write/event.ts'

export type KeptEvent = {
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly kind: string
  /** Canonical JSON. */
  readonly payload: string
  readonly previous: Buffer
  readonly hash: Buffer
}

/** Where the chain of events stands. */
export async function readHead(tenant: Tenant, orgId: string): Promise<Head> {
  return tenant
    .selectFrom('head')
    .select(['seq', 'hash', 'halted'])
    .where('org_id', '=', orgId)
    .executeTakeFirstOrThrow()
}

/** Events after one, in their order, at most so many. */
export async function eventsAfter(
  tenant: Tenant,
  orgId: string,
  after: number,
  most: number,
): Promise<readonly KeptEvent[]> {
  return tenant
    .selectFrom('event')
    .select(['seq', 'at', 'actor', 'kind', 'payload', 'previous', 'hash'])
    .where('org_id', '=', orgId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(most)
    .execute()
}

/** One event by its number. */
export async function eventAt(tenant: Tenant, orgId: string, seq: number): Promise<KeptEvent | undefined> {
  const [event] = await eventsAfter(tenant, orgId, seq - 1, 1)
  return event?.seq === seq ? event : undefined
}

/** The last event at or before a moment; 0 where there is none. */
export async function seqAt(tenant: Tenant, orgId: string, moment: Date): Promise<number> {
  const { last } = await tenant
    .selectFrom('event')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where('org_id', '=', orgId)
    .where('at', '<=', moment)
    .executeTakeFirstOrThrow()
  return last ?? 0
}

/** The kinds of the events after one and up to another. */
export async function kindsBetween(
  tenant: Tenant,
  orgId: string,
  after: number,
  upTo: number,
): Promise<ReadonlySet<string>> {
  const rows = await tenant
    .selectFrom('event')
    .select('kind')
    .distinct()
    .where('org_id', '=', orgId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .execute()
  return new Set(rows.map(({ kind }) => kind))
}

/** The last changes of the strategy with what was said of them, the oldest first. */
export async function strategyEvents(
  tenant: Tenant,
  orgId: string,
  most: number,
): Promise<readonly { readonly seq: number; readonly at: Date; readonly comment: string | null }[]> {
  const rows = await tenant
    .selectFrom('event')
    .select(['seq', 'at', 'payload'])
    .where('org_id', '=', orgId)
    .where('kind', '=', 'strategy-applied')
    .orderBy('seq', 'desc')
    .limit(most)
    .execute()
  return rows.toReversed().map(({ seq, at, payload }) => {
    const { comment } = JSON.parse(payload) as { readonly comment: string | null }
    return { seq, at, comment }
  })
}
