import { createHash, randomUUIDv7 } from 'node:crypto'
import type {
  Agreement,
  Negotiation,
  NegotiationCommand,
  NegotiationContext,
  NegotiationSubject,
  Terms,
} from '@keelson/core'
import {
  aboveOf,
  advance,
  decide,
  foundationsOf,
  openNegotiation,
  signersOf,
  writeTerms,
} from '@keelson/core'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Tenant } from '../store/database.ts'
import { negotiationsOf } from '../store/read/negotiation.ts'
import type { DocumentVersion } from '../store/write/document.ts'
import { addDocuments } from '../store/write/document.ts'
import { addSteps } from '../store/write/negotiation.ts'
import type { Command } from './command.ts'

/** A step of a negotiation: of one that there is, by its id, or of a subject, which begins one where there is none. */
export type MoveInput = {
  readonly about: { readonly id: string } | { readonly subject: NegotiationSubject }
  readonly command: NegotiationCommand
  /** The version that the sender has read. */
  readonly ifVersion?: number
}

export type MoveAnswer = { readonly id: string; readonly isNew: boolean }

/**
 * Takes a negotiation on by one command. With the last signature, or from above, the terms are written into the
 * strategy files in the same transaction. Of two who act on one version one wins, and the other is told.
 */
export const moveNegotiation: Command<MoveInput, MoveAnswer> = {
  kind: 'negotiation-moved',
  async run({ tenant, live, at, seq }, { about, command, ifVersion }) {
    const { id, isNew, before } = await find(tenant, live, about)
    if (ifVersion !== undefined && ifVersion !== before.version)
      throw new Failure('negotiation-moved-on', undefined, { version: before.version })
    const { subject, agreements } = before
    if ('terms' in command) refuseUnreadable(live, subject, command.terms)
    const decision = decide(before, command, contextOf(live, subject, at.getTime()))
    if ('refusal' in decision) {
      const { code, message, facts } = decision.refusal
      throw new Failure('negotiation-refused', message, { refusal: code, facts })
    }
    const { steps } = decision
    const place = before.version + 1
    const after = steps.reduce(advance, before)
    await addSteps(tenant, live.orgId, seq, { id, subject, place, steps })
    const agreement = after.agreements[agreements.length]
    const files = agreement ? [writtenFile(live, id, subject, agreement)] : []
    await addDocuments(tenant, live.orgId, seq, files)
    return {
      answer: { id, isNew },
      status: isNew ? 201 : 200,
      payload: { id, subject, place, steps, files },
    }
  },
}

/** What the strategy and its rules say of a subject now. */
export function contextOf(
  { strategy }: LiveOrganisation,
  subject: NegotiationSubject,
  at: number,
): NegotiationContext {
  return {
    at,
    signers: signersOf(strategy, subject),
    above: aboveOf(strategy, subject),
    restsOn: (terms) => foundationsOf(strategy, subject, terms),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  }
}

type Found = { readonly id: string; readonly isNew: boolean; readonly before: Negotiation }

async function find(tenant: Tenant, { orgId }: LiveOrganisation, about: MoveInput['about']): Promise<Found> {
  const [kept] = await negotiationsOf(tenant, orgId, about)
  if (kept) return { id: kept.id, isNew: false, before: kept.negotiation }
  if ('id' in about) throw new Failure('not-found')
  return { id: randomUUIDv7(), isNew: true, before: openNegotiation(about.subject) }
}

/** What is signed later is to be readable as an amount now. */
export function refuseUnreadable(live: LiveOrganisation, subject: NegotiationSubject, terms: Terms): void {
  const signing = { day: live.today, by: '', signedBy: [], reason: 'offered' }
  const written = writeTerms(live.files, live.strategy, subject, terms, signing)
  if ('fault' in written) throw new Failure('invalid-request', written.fault)
}

function writtenFile(
  live: LiveOrganisation,
  id: string,
  subject: NegotiationSubject,
  { terms, by, signedBy, override }: Agreement,
): DocumentVersion {
  const reason = override ?? terms.reason ?? 'agreed by catchball'
  const signing = { day: live.today, by, signedBy, reason, decidedIn: `negotiation ${id}` }
  const written = writeTerms(live.files, live.strategy, subject, terms, signing)
  if ('fault' in written) throw new Failure('negotiation-refused', written.fault)
  return { path: written.file.name, text: written.file.text }
}
