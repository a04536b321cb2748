import type { ReviewStep, ReviewSubject } from '@keelson/core'
import { canonical } from '../canonical.ts'
import type { Tenant } from '../database.ts'

export type NewReviewSteps = {
  readonly id: string
  readonly subject: ReviewSubject
  /** The place of the first of them. */
  readonly place: number
  readonly steps: readonly ReviewStep[]
  readonly snapshot: { readonly hash: string; readonly content: string } | undefined
}

/** Appends steps to a review, and what is seen from then on. */
export async function addReviewSteps(
  tenant: Tenant,
  orgId: string,
  seq: number,
  { id, subject, place, steps, snapshot }: NewReviewSteps,
): Promise<void> {
  if (steps.length > 0)
    await tenant
      .insertInto('review_step')
      .values(
        steps.map((step, at) => ({
          org_id: orgId,
          review_id: id,
          place: place + at,
          subject: canonical(subject),
          step: canonical(step),
          seq,
        })),
      )
      .execute()
  if (snapshot)
    await tenant
      .insertInto('review_snapshot')
      .values({ org_id: orgId, review_id: id, seq, ...snapshot })
      .execute()
}
