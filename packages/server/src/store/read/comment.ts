import type { Tenant } from '../database.ts'

export type KeptComment = {
  readonly commentId: string
  readonly subject: string
  readonly author: string
  readonly text: string
  readonly mentions: string[]
  readonly createdAt: Date
  readonly seq: number
}

const columns = [
  'comment_id as commentId',
  'subject',
  'author',
  'text',
  'mentions',
  'created_at as createdAt',
  'seq',
] as const

/** The last comments on something, the newest first; those before an event where it is given. */
export async function commentsOn(
  tenant: Tenant,
  orgId: string,
  subject: string,
  { before, most }: { readonly before?: number | undefined; readonly most: number },
): Promise<readonly KeptComment[]> {
  const query = tenant
    .selectFrom('comment')
    .select(columns)
    .where('org_id', '=', orgId)
    .where('subject', '=', subject)
    .orderBy('seq', 'desc')
    .limit(most)
  return (before === undefined ? query : query.where('seq', '<', before)).execute()
}

/** One comment. */
export async function commentOf(
  tenant: Tenant,
  orgId: string,
  commentId: string,
): Promise<KeptComment | undefined> {
  return tenant
    .selectFrom('comment')
    .select(columns)
    .where('org_id', '=', orgId)
    .where('comment_id', '=', commentId)
    .executeTakeFirst()
}
