import type { Negotiation, NegotiationSubject, Step } from '@keelson/core'
import { advance, openNegotiation } from '@keelson/core'
import { canonical } from '../canonical.ts'
import type { Tenant } from '../database.ts'

/** A negotiation as its steps make it. */
export type KeptNegotiation = {
  readonly id: string
  readonly negotiation: Negotiation
  readonly steps: readonly Step[]
}

/** Which negotiations: one by its id or its subject; all by default. */
export type Which = { readonly id?: string | undefined; readonly subject?: NegotiationSubject | undefined }

/** Negotiations from their steps, in the order in which they were begun. */
export async function negotiationsOf(
  tenant: Tenant,
  orgId: string,
  { id, subject }: Which = {},
): Promise<readonly KeptNegotiation[]> {
  let query = tenant
    .selectFrom('negotiation_step')
    .select(['negotiation_id as id', 'subject', 'step'])
    .where('org_id', '=', orgId)
  if (id !== undefined) query = query.where('negotiation_id', '=', id)
  if (subject !== undefined) query = query.where('subject', '=', canonical(subject))
  const rows = await query.orderBy('negotiation_id').orderBy('place').execute()
  return [...Map.groupBy(rows, (row) => row.id)].map(([found, taken]) => {
    const about = JSON.parse(taken[0]?.subject as string) as NegotiationSubject
    const steps = taken.map(({ step }) => JSON.parse(step) as Step)
    return { id: found, negotiation: steps.reduce(advance, openNegotiation(about)), steps }
  })
}
