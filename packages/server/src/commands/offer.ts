import { randomUUIDv7 } from 'node:crypto'
import type { NegotiationSubject, Terms } from '@keelson/core'
import { decide, openNegotiation } from '@keelson/core'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Tenant } from '../store/database.ts'
import { negotiationsOf } from '../store/read/negotiation.ts'
import type { NewSteps } from '../store/write/negotiation.ts'
import { contextOf, refuseUnreadable } from './negotiate.ts'

export type Offered = { readonly by?: string; readonly subject: NegotiationSubject; readonly terms: Terms }

/** Offers terms, in the name of `by` where an offer says nobody. Throws `offer-refused` with the first that cannot be. */
export async function offerAll(
  tenant: Tenant,
  live: LiveOrganisation,
  at: Date,
  by: string,
  offers: readonly Offered[],
): Promise<readonly NewSteps[]> {
  const made: NewSteps[] = []
  for (const { subject, terms, by: own = by } of offers) {
    const [kept] = await negotiationsOf(tenant, live.orgId, { subject })
    const before = kept?.negotiation ?? openNegotiation(subject)
    const about =
      subject.kind === 'target' ? `${subject.kpi} ${subject.period}` : `${subject.from} → ${subject.to}`
    try {
      refuseUnreadable(live, subject, terms)
    } catch (error) {
      throw new Failure('offer-refused', `${about}: ${(error as Failure).message}`, {
        refusal: 'not-possible',
      })
    }
    const decision = decide(before, { kind: 'offer', by: own, terms }, contextOf(live, subject, at.getTime()))
    if ('refusal' in decision) {
      const { code, message } = decision.refusal
      throw new Failure('offer-refused', `The target of ${about} cannot be offered. ${message}`, {
        refusal: code,
      })
    }
    const { steps } = decision
    made.push({ id: kept?.id ?? randomUUIDv7(), subject, place: before.version + 1, steps })
  }
  return made
}
