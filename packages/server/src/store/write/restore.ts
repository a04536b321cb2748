import type { Tenant } from '../database.ts'
import type { State } from '../fold.ts'
import { foldedTables } from '../folded-tables.ts'
import type { KeptEvent } from '../read/event.ts'

const batch = 2000

/** Writes events as they were, with their hashes, and the head after them. */
export async function restoreEvents(
  tenant: Tenant,
  orgId: string,
  events: readonly KeptEvent[],
): Promise<void> {
  for (let at = 0; at < events.length; at += batch) {
    const rows = events.slice(at, at + batch).map((event) => ({ org_id: orgId, ...event }))
    await tenant.insertInto('event').values(rows).execute()
  }
  const last = events.at(-1)
  if (!last) return
  await tenant
    .updateTable('head')
    .set({ seq: last.seq, hash: last.hash })
    .where('org_id', '=', orgId)
    .execute()
}

/** Writes the rows that the events come to. */
export async function restoreState(tenant: Tenant, orgId: string, state: State): Promise<void> {
  for (const table of foldedTables) {
    const rows = state[table].map((row) => ({ org_id: orgId, ...row }))
    for (let at = 0; at < rows.length; at += batch) {
      await tenant
        .insertInto(table)
        .values(rows.slice(at, at + batch) as never)
        .execute()
    }
  }
}
