import type { Database } from '../store/database.ts'
import { unreadOf } from '../store/read/notice.ts'
import { readNotices } from '../store/write/notice.ts'

/** Takes notices of a person for read, all without ids. It says nothing of the organisation, and is no event. */
export async function markRead(
  database: Database,
  orgId: string,
  userId: string,
  ids: readonly string[] | undefined,
  at: Date,
): Promise<{ readonly unread: number }> {
  return database.inTenant(orgId, async (tenant) => {
    await readNotices(tenant, orgId, userId, ids, at)
    return { unread: await unreadOf(tenant, orgId, userId) }
  })
}
