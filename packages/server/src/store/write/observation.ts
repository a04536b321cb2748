import { sql } from 'kysely'
import type { Tenant } from '../database.ts'

/** An observed value, as it is kept. `value` is NaN where there is explicitly nothing. */
export type ObservationRow = {
  readonly measure: string
  readonly ordinal: number
  readonly value: number
  /** Days: since when it was known, and when it was handed in. */
  readonly recorded: number
  readonly entered: number
  readonly source: string | null
  readonly note: string | null
  readonly sourceSeq: number | null
  readonly reason: string | null
}

/** Adds observed values in the order given, all in one statement. */
export async function addObservations(
  tenant: Tenant,
  orgId: string,
  seq: number,
  rows: readonly ObservationRow[],
): Promise<void> {
  if (rows.length === 0) return
  const column = <K extends keyof ObservationRow>(key: K) => rows.map((row) => row[key])
  await sql`
    insert into observation
      (org_id, seq, place, measure, ordinal, value, recorded, entered, source, note, source_seq, reason)
    select ${orgId}::uuid, ${seq}::bigint, place - 1, measure, ordinal, value, recorded, entered, source, note, source_seq, reason
    from unnest(
      ${column('measure')}::text[], ${column('ordinal')}::int[], ${column('value').map(String)}::float8[],
      ${column('recorded')}::int[], ${column('entered')}::int[], ${column('source')}::text[], ${column('note')}::text[],
      ${column('sourceSeq')}::bigint[], ${column('reason')}::text[]
    ) with ordinality as given (measure, ordinal, value, recorded, entered, source, note, source_seq, reason, place)`.execute(
    tenant,
  )
}
