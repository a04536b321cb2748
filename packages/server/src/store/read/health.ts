import { sql } from 'kysely'
import type { Database } from '../database.ts'

/** Whether the database answers. */
export async function isAlive({ shared }: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(shared)
    return true
  } catch {
    return false
  }
}

/** The major version of the database. */
export async function serverVersion({ shared }: Database): Promise<number> {
  const { rows } = await sql<{
    version: string
  }>`select current_setting('server_version_num') as version`.execute(shared)
  return Math.floor(Number(rows[0]?.version) / 10_000)
}
