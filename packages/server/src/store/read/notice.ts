import { sql } from 'kysely'
import type { Tenant } from '../database.ts'

export type NoticeRow = {
  readonly noticeId: string
  readonly userId: string
  readonly matter: string
  readonly sort: string
  readonly subject: string
  /** Canonical JSON: facts by their names, all of them texts. */
  readonly facts: string
  readonly address: string
  readonly at: Date
  readonly readAt: Date | null
  readonly endedAt: Date | null
}

export const noticeColumns = [
  'notice_id as noticeId',
  'user_id as userId',
  'matter',
  'sort',
  'subject',
  'facts',
  'address',
  'at',
  'read_at as readAt',
  'ended_at as endedAt',
] as const

/** The notices of a person, the newest first; those before one where it is given. */
export async function inboxOf(
  tenant: Tenant,
  orgId: string,
  userId: string,
  {
    before,
    open,
    most,
  }: { readonly before?: string | undefined; readonly open: boolean; readonly most: number },
): Promise<readonly NoticeRow[]> {
  let query = tenant
    .selectFrom('notice')
    .select(noticeColumns)
    .where('org_id', '=', orgId)
    .where('user_id', '=', userId)
    .orderBy('at', 'desc')
    .orderBy('notice_id', 'desc')
    .limit(most)
  if (open) query = query.where('ended_at', 'is', null)
  if (before === undefined) return query.execute()
  return query
    .where(
      sql<boolean>`(at, notice_id) < (
        select at, notice_id from notice where org_id = ${orgId} and user_id = ${userId} and notice_id = ${before}::uuid)`,
    )
    .execute()
}

/** How many notices of a person are neither read nor over. */
export async function unreadOf(tenant: Tenant, orgId: string, userId: string): Promise<number> {
  const { count } = await tenant
    .selectFrom('notice')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('org_id', '=', orgId)
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The notices of some sorts that are not over. */
export async function openNotices(
  tenant: Tenant,
  orgId: string,
  sorts: readonly string[],
): Promise<readonly { readonly noticeId: string; readonly userId: string; readonly key: string }[]> {
  return tenant
    .selectFrom('notice')
    .select(['notice_id as noticeId', 'user_id as userId', 'key'])
    .where('org_id', '=', orgId)
    .where('sort', 'in', sorts)
    .where('ended_at', 'is', null)
    .execute()
}

/** The notice of an id. */
export async function noticeOf(
  tenant: Tenant,
  orgId: string,
  noticeId: string,
): Promise<NoticeRow | undefined> {
  return tenant
    .selectFrom('notice')
    .select(noticeColumns)
    .where('org_id', '=', orgId)
    .where('notice_id', '=', noticeId)
    .executeTakeFirst()
}

/** What a digest holds that is not over, sort by sort. */
export async function noticesIn(
  tenant: Tenant,
  orgId: string,
  digest: string,
): Promise<readonly NoticeRow[]> {
  return tenant
    .selectFrom('notice')
    .select(noticeColumns)
    .where('org_id', '=', orgId)
    .where('digest', '=', digest)
    .where('ended_at', 'is', null)
    .orderBy('sort')
    .orderBy('at')
    .orderBy('notice_id')
    .execute()
}

export type SendingRow = {
  readonly deliveryId: string
  readonly kind: string
  readonly state: string
  readonly attempts: number
  readonly dueAt: Date
  readonly createdAt: Date
  readonly fault: string | null
  readonly userId: string | null
  readonly channelId: string | null
}

/** The last sendings of the organisation, the newest first. */
export async function sendingsOf(
  tenant: Tenant,
  orgId: string,
  most: number,
): Promise<readonly SendingRow[]> {
  return tenant
    .selectFrom('notice_delivery')
    .select([
      'delivery_id as deliveryId',
      'kind',
      'state',
      'attempts',
      'due_at as dueAt',
      'created_at as createdAt',
      'fault',
      'user_id as userId',
      'channel_id as channelId',
    ])
    .where('org_id', '=', orgId)
    .orderBy('created_at', 'desc')
    .orderBy('delivery_id', 'desc')
    .limit(most)
    .execute()
}

/** When the next sending is due; undefined where none is. */
export async function nextSending(tenant: Tenant, orgId: string): Promise<Date | undefined> {
  const { next } = await tenant
    .selectFrom('notice_delivery')
    .select(({ fn }) => fn.min('due_at').as('next'))
    .where('org_id', '=', orgId)
    .where('state', 'in', ['waiting', 'claimed', 'sending'])
    .executeTakeFirstOrThrow()
  return next ?? undefined
}

/** Comments since a moment that mention somebody. */
export async function mentionsSince(
  tenant: Tenant,
  orgId: string,
  since: Date,
): Promise<
  readonly {
    readonly commentId: string
    readonly subject: string
    readonly author: string
    readonly mentions: string[]
  }[]
> {
  return tenant
    .selectFrom('comment')
    .select(['comment_id as commentId', 'subject', 'author', 'mentions'])
    .where('org_id', '=', orgId)
    .where('created_at', '>', since)
    .where(sql<boolean>`cardinality(mentions) > 0`)
    .execute()
}

export type CheckInLinkRow = {
  readonly userId: string
  readonly measure: string
  readonly ordinal: number
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

/** The link of a hash, whether or not it still opens anything. */
export async function checkInLinkOf(
  tenant: Tenant,
  orgId: string,
  tokenHash: Buffer,
): Promise<CheckInLinkRow | undefined> {
  return tenant
    .selectFrom('check_in_link')
    .select(['user_id as userId', 'measure', 'ordinal', 'expires_at as expiresAt', 'used_at as usedAt'])
    .where('org_id', '=', orgId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
}
