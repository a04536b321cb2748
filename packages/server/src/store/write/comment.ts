import type { Tenant } from '../database.ts'
import type { KeptComment } from '../read/comment.ts'

/** Writes a comment. */
export async function addComment(
  tenant: Tenant,
  orgId: string,
  { commentId, subject, author, text, mentions, createdAt, seq }: KeptComment,
): Promise<void> {
  await tenant
    .insertInto('comment')
    .values({
      org_id: orgId,
      comment_id: commentId,
      subject,
      author,
      text,
      mentions,
      created_at: createdAt,
      seq,
    })
    .execute()
}

/** Takes a comment away. */
export async function removeComment(tenant: Tenant, orgId: string, commentId: string): Promise<void> {
  await tenant.deleteFrom('comment').where('org_id', '=', orgId).where('comment_id', '=', commentId).execute()
}
