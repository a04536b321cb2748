import type { NegotiationSubject, Step } from '@keelson/core'
import { canonical } from '../canonical.ts'
import type { Tenant } from '../database.ts'

export type NewSteps = {
  readonly id: string
  readonly subject: NegotiationSubject
  /** The place of the first of them. */
  readonly place: number
  readonly steps: readonly Step[]
}

/** Appends steps to a negotiation. */
export async function addSteps(
  tenant: Tenant,
  orgId: string,
  seq: number,
  { id, subject, place, steps }: NewSteps,
): Promise<void> {
  await tenant
    .insertInto('negotiation_step')
    .values(
      steps.map((step, at) => ({
        org_id: orgId,
        negotiation_id: id,
        place: place + at,
        subject: canonical(subject),
        step: canonical(step),
        seq,
      })),
    )
    .execute()
}
