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
