import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inboxChannel } from '../channel.ts'
import type { Tenant } from '../database.ts'
import type { NoticeRow } from '../read/notice.ts'
import { noticeColumns } from '../read/notice.ts'

export type NewNotice = {
  readonly userId: string
  /** What is told and of which occasion: with the person it is the key by which it is told once. */
  readonly matter: string
  readonly sort: string
  readonly subject: string
  readonly facts: string
  readonly address: string
}

/**
 * Puts notices into inboxes, each once for its person and matter. One that was over and stands again is open again, and
 * is not mailed twice. Gives whose inbox is another.
 */
export async function addNotices(
  tenant: Tenant,
  orgId: string,
  wanted: readonly NewNotice[],
  at: Date,
): Promise<readonly string[]> {
  if (wanted.length === 0) return []
  // Of those of one moment the first has the greatest id, and so stands first where the newest do.
  const ids = wanted.map(() => randomUUIDv7()).sort((a, b) => (a < b ? 1 : -1))
  const rows = wanted.map(({ userId, matter, sort, subject, facts, address }, index) => ({
    org_id: orgId,
    notice_id: ids[index] as string,
    key: `${userId} ${matter}`,
    user_id: userId,
    matter,
    sort,
    subject,
    facts,
    address,
    at,
    read_at: null,
    ended_at: null,
    is_routed: false,
    digest: null,
  }))
  const told = await tenant
    .insertInto('notice')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['org_id', 'key'])
        .doUpdateSet({ ended_at: null, read_at: null, at, facts: sql`excluded.facts` })
        .where('notice.ended_at', 'is not', null),
    )
    .returning('user_id as userId')
    .execute()
  return toldOf(tenant, orgId, told)
}

/** Says that what notices are about is over. Gives whose inbox is another. */
export async function endNotices(
  tenant: Tenant,
  orgId: string,
  noticeIds: readonly string[],
  at: Date,
): Promise<readonly string[]> {
  if (noticeIds.length === 0) return []
  const told = await tenant
    .updateTable('notice')
    .set({ ended_at: at })
    .where('org_id', '=', orgId)
    .where('notice_id', 'in', noticeIds)
    .where('ended_at', 'is', null)
    .returning('user_id as userId')
    .execute()
  return toldOf(tenant, orgId, told)
}

/** Says that a person has read notices; all of theirs without ids. */
export async function readNotices(
  tenant: Tenant,
  orgId: string,
  userId: string,
  ids: readonly string[] | undefined,
  at: Date,
): Promise<void> {
  let query = tenant
    .updateTable('notice')
    .set({ read_at: at })
    .where('org_id', '=', orgId)
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
  if (ids) query = query.where('notice_id', 'in', ids)
  await toldOf(tenant, orgId, await query.returning('user_id as userId').execute())
}

/** Every process that has one of their streams hears it once it is committed. */
async function toldOf(
  tenant: Tenant,
  orgId: string,
  rows: readonly { readonly userId: string }[],
): Promise<readonly string[]> {
  const users = [...new Set(rows.map(({ userId }) => userId))]
  for (const userId of users)
    await sql`select pg_notify(${inboxChannel}, ${`${orgId} ${userId}`})`.execute(tenant)
  return users
}

/** Takes notices of which it is not settled yet how they go out. What another process has taken is left to it. */
export async function takeUnrouted(
  tenant: Tenant,
  orgId: string,
  most: number,
): Promise<readonly NoticeRow[]> {
  return tenant
    .selectFrom('notice')
    .select(noticeColumns)
    .where('org_id', '=', orgId)
    .where('is_routed', '=', false)
    .orderBy('notice_id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Says that it is settled how a notice goes out: with a digest, or otherwise. */
export async function routed(
  tenant: Tenant,
  orgId: string,
  noticeId: string,
  digest: string | null,
): Promise<void> {
  await tenant
    .updateTable('notice')
    .set({ is_routed: true, digest })
    .where('org_id', '=', orgId)
    .where('notice_id', '=', noticeId)
    .execute()
}

/** Forgets notices that were over before a moment. */
export async function forgetNotices(tenant: Tenant, orgId: string, before: Date): Promise<void> {
  await tenant.deleteFrom('notice').where('org_id', '=', orgId).where('ended_at', '<', before).execute()
}
