import { sql } from 'kysely'
import type { Tenant } from '../database.ts'
import type { ObservationRow } from '../write/observation.ts'

export type KeptObservation = ObservationRow & { readonly seq: number; readonly place: number }

const columns = [
  'measure',
  'ordinal',
  'value',
  'recorded',
  'entered',
  'source',
  'note',
  'source_seq as sourceSeq',
  'reason',
  'seq',
  'place',
] as const

/** Every observed value after one event and up to another, in the order in which they were handed in. */
export async function observationsBetween(
  tenant: Tenant,
  orgId: string,
  after: number,
  upTo: number,
): Promise<readonly KeptObservation[]> {
  return tenant
    .selectFrom('observation')
    .select(columns)
    .where('org_id', '=', orgId)
    .where('seq', '>', after)
    .where('seq', '<=', upTo)
    .orderBy('seq')
    .orderBy('place')
    .execute()
}

/** Every version of the values of some measures and periods, the oldest first. */
export async function versionsOf(
  tenant: Tenant,
  orgId: string,
  keys: readonly { readonly measure: string; readonly ordinal: number }[],
): Promise<readonly KeptObservation[]> {
  const { rows } = await sql<KeptObservation>`
    select o.measure, o.ordinal, o.value, o.recorded, o.entered, o.source, o.note, o.source_seq as "sourceSeq",
      o.reason, o.seq, o.place
    from (
      select distinct measure, ordinal
      from unnest(${keys.map(({ measure }) => measure)}::text[], ${keys.map(({ ordinal }) => ordinal)}::int[])
        as given (measure, ordinal)
    ) as wanted
    join observation o on o.org_id = ${orgId} and o.measure = wanted.measure and o.ordinal = wanted.ordinal
    order by o.seq, o.place`.execute(tenant)
  return rows
}

/** The values of one measure in the order in which they were handed in. */
export type ValueColumns = {
  readonly measure: string
  readonly ordinal: readonly number[]
  readonly value: readonly number[]
  readonly recorded: readonly number[]
}

/** Every observed value up to an event, measure by measure: a million rows as columns of texts, not as objects. */
export async function valuesUpTo(
  tenant: Tenant,
  orgId: string,
  upTo: number,
): Promise<readonly ValueColumns[]> {
  const { rows } = await sql<{ measure: string; ordinal: string; value: string; recorded: string }>`
    select measure,
      string_agg(ordinal::text, ',' order by seq, place) as ordinal,
      string_agg(value::text, ',' order by seq, place) as value,
      string_agg(recorded::text, ',' order by seq, place) as recorded
    from observation where org_id = ${orgId} and seq <= ${upTo} group by measure order by measure`.execute(
    tenant,
  )
  const numbers = (text: string): number[] => text.split(',').map(Number)
  return rows.map(({ measure, ordinal, value, recorded }) => ({
    measure,
    ordinal: numbers(ordinal),
    value: numbers(value),
    recorded: numbers(recorded),
  }))
}
