import { sql } from 'kysely'
import type { Tenant } from '../database.ts'
import type { KeptEvent } from './event.ts'
import type { KeptObservation } from './observation.ts'

/** Which events are wanted; what is left out narrows nothing. */
export type EventFilter = {
  readonly kind?: string | undefined
  readonly actor?: string | undefined
  /** Ids of which one stands in the event as a whole text. */
  readonly subjects?: readonly string[] | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  /** Only events before this one. */
  readonly before?: number | undefined
}

/** Events that a filter wants, the newest first, at most so many. */
export async function eventsLike(
  tenant: Tenant,
  orgId: string,
  { kind, actor, subjects, from, to, before }: EventFilter,
  most: number,
): Promise<readonly KeptEvent[]> {
  let query = tenant
    .selectFrom('event')
    .select(['seq', 'at', 'actor', 'kind', 'payload', 'previous', 'hash'])
    .where('org_id', '=', orgId)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (actor !== undefined) query = query.where('actor', '=', actor)
  if (from !== undefined) query = query.where('at', '>', from)
  if (to !== undefined) query = query.where('at', '<=', to)
  if (before !== undefined) query = query.where('seq', '<', before)
  if (subjects !== undefined) {
    const texts = subjects.map((subject) => JSON.stringify(subject))
    query = query.where(({ or }) =>
      or(texts.map((text) => sql<boolean>`position(${text}::text in payload) > 0`)),
    )
  }
  return query.orderBy('seq', 'desc').limit(most).execute()
}

/** The kinds of events that there are, and who made them. */
export async function eventNames(
  tenant: Tenant,
  orgId: string,
): Promise<{ readonly kinds: readonly string[]; readonly actors: readonly string[] }> {
  const distinct = async (column: 'kind' | 'actor') =>
    (
      await tenant
        .selectFrom('event')
        .select(sql<string>`${sql.ref(column)}`.as('name'))
        .distinct()
        .where('org_id', '=', orgId)
        .orderBy('name')
        .execute()
    ).map(({ name }) => name)
  return { kinds: await distinct('kind'), actors: await distinct('actor') }
}

/** How many events there are after one, and the number of the last. */
export async function countAfter(
  tenant: Tenant,
  orgId: string,
  after: number,
): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  const rows = await tenant
    .selectFrom('event')
    .select(({ fn }) => ['kind', fn.countAll<string>().as('count')])
    .where('org_id', '=', orgId)
    .where('seq', '>', after)
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  return rows.map(({ kind, count }) => ({ kind, count: Number(count) }))
}

export type TracedObservation = KeptObservation & { readonly at: Date; readonly actor: string }

/** Every version of the values of a measure with who handed it in and when, the newest periods first. */
export async function tracedValues(
  tenant: Tenant,
  orgId: string,
  measure: string,
  mostPeriods: number,
): Promise<readonly TracedObservation[]> {
  const { rows } = await sql<TracedObservation>`
    select o.measure, o.ordinal, o.value, o.recorded, o.entered, o.source, o.note, o.source_seq as "sourceSeq",
      o.reason, o.seq, o.place, e.at, e.actor
    from (
      select distinct ordinal from observation
      where org_id = ${orgId} and measure = ${measure} order by ordinal desc limit ${mostPeriods}
    ) as wanted
    join observation o on o.org_id = ${orgId} and o.measure = ${measure} and o.ordinal = wanted.ordinal
    join event e on e.org_id = ${orgId} and e.seq = o.seq
    order by o.ordinal desc, o.seq, o.place`.execute(tenant)
  return rows
}
