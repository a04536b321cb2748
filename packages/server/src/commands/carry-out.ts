import { randomUUIDv7 } from 'node:crypto'
import type { Review } from '@keelson/core'
import { consequencesOf, decide, openNegotiation } from '@keelson/core'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Tenant } from '../store/database.ts'
import { negotiationsOf } from '../store/read/negotiation.ts'
import type { DocumentVersion } from '../store/write/document.ts'
import type { NewSteps } from '../store/write/negotiation.ts'
import type { Told } from './apply-strategy.ts'
import { prepare, refuseUnsound, toldOf } from './apply-strategy.ts'
import { filesWith } from './edit-strategy.ts'
import { contextOf, refuseUnreadable } from './negotiate.ts'

/** What a review's decisions change: strategy files, and offers that lie on the table from then on. */
export type Carried = {
  readonly files: readonly DocumentVersion[]
  readonly changes: readonly Told[]
  readonly negotiations: readonly NewSteps[]
}

export const nothingCarried: Carried = { files: [], changes: [], negotiations: [] }

/** What carrying out the decisions of a review comes to. Throws `review-refused` with the one that cannot be. */
export async function carryOut(
  tenant: Tenant,
  live: LiveOrganisation,
  at: Date,
  review: Review,
): Promise<Carried> {
  const { edits, offers } = consequencesOf(live.strategy, review, live.today)
  const negotiations: NewSteps[] = []
  for (const { by, subject, terms } of offers) {
    const [kept] = await negotiationsOf(tenant, live.orgId, { subject })
    const before = kept?.negotiation ?? openNegotiation(subject)
    const about = subject.kind === 'target' ? `${subject.kpi} ${subject.period}` : ''
    try {
      refuseUnreadable(live, subject, terms)
    } catch (error) {
      throw new Failure('review-refused', `${about}: ${(error as Failure).message}`, {
        refusal: 'not-possible',
      })
    }
    const decision = decide(before, { kind: 'offer', by, terms }, contextOf(live, subject, at.getTime()))
    if ('refusal' in decision)
      throw new Failure(
        'review-refused',
        `The target of ${about} cannot be offered. ${decision.refusal.message}`,
        {
          refusal: decision.refusal.code,
        },
      )
    const { steps } = decision
    negotiations.push({ id: kept?.id ?? randomUUIDv7(), subject, place: before.version + 1, steps })
  }
  if (edits.length === 0) return { files: [], changes: [], negotiations }
  const base = live.strategySeq
  const { versions, reading, changes } = prepare(live, filesWith(live, { base, edits }))
  refuseUnsound(reading.diagnostics, reading.files)
  return { files: versions, changes: changes.map(toldOf), negotiations }
}
