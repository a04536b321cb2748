import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { listen } from './listen.ts'
import type { Tables } from './tables.ts'

/** A transaction that sees one organisation. */
export type Tenant = Kysely<Tables>

/** One organisation's view of the database, or that of none. */
export type Database = {
  /** Accounts, sessions and the list of organisations: tables that belong to no organisation. */
  readonly shared: Kysely<Tables>
  /** Runs in one transaction that sees one organisation's rows and no others. */
  inTenant<T>(orgId: string, run: (tenant: Tenant) => Promise<T>): Promise<T>
  /** The same, reading only, at one moment. */
  snapshot<T>(orgId: string, run: (tenant: Tenant) => Promise<T>): Promise<T>
  /** Calls back with the texts sent to a channel, on one connection of its own, until closed. */
  listen(channel: string, hear: (text: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const readBigint = (text: string): number => {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${text} is beyond 2^53`)
  return number
}
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: readBigint,
  // A date stays the text it is: a Date at local midnight would shift the day.
  [pg.types.builtins.DATE]: (text) => text,
}
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** Connects to PostgreSQL 15 or newer. */
export function openDatabase(url: string, connections = 16): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections, types, application_name: 'keelson' })
  // A connection lost while idle is replaced by the next one asked for.
  pool.on('error', () => {})
  const shared = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    shared,
    inTenant: (orgId, run) => retried(() => transact(shared, orgId, 'begin', run)),
    snapshot: (orgId, run) =>
      transact(shared, orgId, 'begin isolation level repeatable read, read only', run),
    listen: (channel, hear) => listen(url, channel, hear),
    close: () => shared.destroy(),
  }
}

/** From here on the transaction acts for one organisation. Citus hands settings on only in this form. */
export async function enterTenant(tenant: Tenant, orgId: string): Promise<void> {
  await sql.raw(entering(orgId)).execute(tenant)
}

function entering(orgId: string): string {
  if (!uuid.test(orgId)) throw new TypeError('an organisation has a UUID')
  return `set local role keelson_app; set local citus.propagate_set_commands = 'local'; set local app.org_id = '${orgId}'`
}

/** Begins and enters in one call to the database: writers of an organisation wait for one another's calls. */
function transact<T>(
  shared: Kysely<Tables>,
  orgId: string,
  begin: string,
  run: (tenant: Tenant) => Promise<T>,
): Promise<T> {
  return shared.connection().execute(async (connection) => {
    try {
      await sql.raw(`${begin}; ${entering(orgId)}`).execute(connection)
      const result = await run(connection)
      const { rows } = await sql.raw<{ command?: string }>('commit').execute(connection)
      // A statement that failed and was caught makes COMMIT a ROLLBACK, which is no error to PostgreSQL.
      if (rows[0]?.command === 'ROLLBACK') throw new Error('the transaction was rolled back by its commit')
      return result
    } catch (error) {
      await sql
        .raw('rollback')
        .execute(connection)
        .catch(() => {})
      throw error
    }
  })
}

const passing = new Set(['40001', '40P01'])
const mostTries = 5

/** Serialization failures and deadlocks pass when tried again. */
async function retried<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run()
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      if (tries === mostTries || !passing.has(code)) throw error
      await new Promise((resolve) => setTimeout(resolve, 5 * 2 ** tries))
    }
  }
}
