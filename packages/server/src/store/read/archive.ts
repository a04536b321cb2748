import type { Database, Tenant } from '../database.ts'
import { foldedTables } from '../folded-tables.ts'
import { eventsAfter, readHead } from './event.ts'
import type { OrganisationRow } from './organisation.ts'

const batch = 500

type Write = (text: string) => Promise<void>

/**
 * Writes everything an organisation holds as lines of JSON: what it is, its events, its rows, and an end that counts
 * them. One repeatable-read transaction, so that rows and events are of one moment.
 */
export async function writeArchive(
  { snapshot }: Database,
  organisation: OrganisationRow,
  write: Write,
): Promise<void> {
  const { orgId, slug, isDemo, createdAt } = organisation
  await snapshot(orgId, async (tenant) => {
    const { seq, hash } = await readHead(tenant, orgId)
    const head = { seq, hash: hash.toString('hex') }
    await write(line({ type: 'archive', version: 1, organisation: orgId, slug, isDemo, createdAt, head }))
    const events = await writeEvents(tenant, orgId, write)
    let rows = 0
    for (const table of foldedTables) {
      rows += await writeRows(tenant, orgId, table, write)
    }
    await write(line({ type: 'end', events, rows }))
  })
}

async function writeEvents(tenant: Tenant, orgId: string, write: Write): Promise<number> {
  let count = 0
  let after = 0
  for (;;) {
    const events = await eventsAfter(tenant, orgId, after, batch)
    const lines = events.map(({ previous, hash, ...event }) =>
      line({ type: 'event', ...event, previous: previous.toString('hex'), hash: hash.toString('hex') }),
    )
    await write(lines.join(''))
    count += events.length
    const last = events.at(-1)
    if (!last || events.length < batch) return count
    after = last.seq
  }
}

type Table = (typeof foldedTables)[number]

/** The order in which rows of a table stand in an archive; no two rows are alike in it. */
const orders = {
  document: ['seq', 'path'],
  observation: ['seq', 'place'],
  period_lock: ['seq'],
  membership: ['user_id'],
  api_token: ['token_id'],
  webhook: ['webhook_id'],
  negotiation_step: ['negotiation_id', 'place'],
  review_step: ['review_id', 'place'],
  review_snapshot: ['review_id', 'seq'],
  board: ['board_id'],
  board_share: ['share_id'],
  comment: ['comment_id'],
  import: ['import_id'],
} as const satisfies Readonly<Record<Table, readonly string[]>>

async function writeRows(tenant: Tenant, orgId: string, table: Table, write: Write): Promise<number> {
  let count = 0
  for (;;) {
    let query = tenant.selectFrom(table).selectAll().where('org_id', '=', orgId)
    for (const column of orders[table]) query = query.orderBy(column as never)
    const rows: Record<string, unknown>[] = await query
      .limit(20 * batch)
      .offset(count)
      .execute()
    await write(rows.map(({ org_id: _, ...row }) => line({ type: 'row', table, row: plain(row) })).join(''))
    count += rows.length
    if (rows.length < 20 * batch) return count
  }
}

/** Readers of lines also end one at U+2028 and U+2029, which JSON may hold as they are. */
function line(value: unknown): string {
  const text = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  return `${text}\n`
}

/** JSON has neither NaN nor bytes. */
function plain(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key,
      Number.isNaN(value) ? null : Buffer.isBuffer(value) ? value.toString('hex') : value,
    ]),
  )
}
