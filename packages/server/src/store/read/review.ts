import type { Review, ReviewStep, ReviewSubject } from '@keelson/core'
import { advanceReview, plannedReview } from '@keelson/core'
import { canonical } from '../canonical.ts'
import type { Tenant } from '../database.ts'

/** A review as its steps make it. */
export type KeptReview = {
  readonly id: string
  readonly review: Review
  readonly steps: readonly ReviewStep[]
}

/** Which reviews: one by its id or its subject; all by default. */
export type WhichReview = { readonly id?: string | undefined; readonly subject?: ReviewSubject | undefined }

/** Reviews from their steps, in the order in which they were begun. */
export async function reviewsOf(
  tenant: Tenant,
  orgId: string,
  { id, subject }: WhichReview = {},
): Promise<readonly KeptReview[]> {
  let query = tenant
    .selectFrom('review_step')
    .select(['review_id as id', 'subject', 'step'])
    .where('org_id', '=', orgId)
  if (id !== undefined) query = query.where('review_id', '=', id)
  if (subject !== undefined) query = query.where('subject', '=', canonical(subject))
  const rows = await query.orderBy('review_id').orderBy('place').execute()
  return [...Map.groupBy(rows, (row) => row.id)].map(([found, taken]) => {
    const about = JSON.parse(taken[0]?.subject as string) as ReviewSubject
    const steps = taken.map(({ step }) => JSON.parse(step) as ReviewStep)
    return { id: found, review: steps.reduce(advanceReview, plannedReview(about)), steps }
  })
}

/** What was seen in a review, as canonical JSON, by its hash; undefined where there is no such snapshot. */
export async function reviewSnapshot(
  tenant: Tenant,
  orgId: string,
  reviewId: string,
  hash: string,
): Promise<string | undefined> {
  const row = await tenant
    .selectFrom('review_snapshot')
    .select('content')
    .where('org_id', '=', orgId)
    .where('review_id', '=', reviewId)
    .where('hash', '=', hash)
    .limit(1)
    .executeTakeFirst()
  return row?.content
}
