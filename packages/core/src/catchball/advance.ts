import { assert } from '../text/assert.ts'
import type { Agreement, Negotiation, NegotiationState, Round, Step } from './negotiation.ts'
import type { Seat } from './signers.ts'

/** Takes one step: the only way in which a negotiation changes. Steps that `decide` gave are taken as they are. */
export function advance(before: Negotiation, step: Step): Negotiation {
  const version = before.version + 1
  const startedAt = before.version === 0 ? step.at : before.startedAt
  return { ...take({ ...before, startedAt, movedAt: step.at }, step), version }
}

function take(before: Negotiation, step: Step): Negotiation {
  switch (step.kind) {
    case 'offer':
    case 'counter-offer': {
      const { by, at, terms, hash, seats, quorum, expiresAt } = step
      const rounds = [...before.rounds, { by, at, terms, hash }]
      const state = step.kind === 'offer' ? 'offered' : 'countered'
      // Offering terms is accepting them; whatever was signed was signed of others.
      const put = { rounds, seats, quorum, expiresAt, accepted: [by], signed: [], reason: undefined }
      return { ...before, ...put, state }
    }
    case 'reseat': {
      const { seats, quorum } = step
      const reseated = { ...before, seats, quorum, signed: [] }
      return { ...reseated, state: stateOf(reseated) }
    }
    case 'accept': {
      const accepting = { ...before, accepted: [...before.accepted, step.by] }
      return { ...accepting, state: stateOf(accepting) }
    }
    case 'sign-off': {
      const signed = [...before.signed, step.by]
      if (!step.completes) return { ...before, signed }
      const { terms, hash, by } = lastRound(before)
      const { restsOn } = step.completes
      const agreement = { terms, hash, at: step.at, by, signedBy: signed, override: undefined, restsOn }
      return { ...settle(before, agreement), signed, state: 'signed' }
    }
    case 'decline':
      return { ...before, state: 'declined', signed: [], reason: step.reason }
    case 'withdraw':
      return { ...before, state: 'withdrawn', signed: [], reason: step.reason }
    case 'escalate':
      return { ...before, state: 'escalated', reason: step.reason }
    case 'expire':
      return { ...before, state: 'expired', signed: [] }
    case 'override': {
      const { by, at, terms, hash, reason, restsOn } = step
      const agreement = { terms, hash, at, by, signedBy: [], override: reason, restsOn }
      const rounds = [...before.rounds, { by, at, terms, hash }]
      return { ...settle(before, agreement), rounds, signed: [], accepted: [], state: 'overridden', reason }
    }
  }
}

function settle(before: Negotiation, agreement: Agreement): Negotiation {
  return { ...before, agreements: [...before.agreements, agreement] }
}

/** The state of terms on the table; what was escalated stays so until it is agreed. */
function stateOf(negotiation: Negotiation): NegotiationState {
  if (isCarried(negotiation, negotiation.accepted)) return 'agreed'
  if (negotiation.state === 'escalated') return 'escalated'
  return negotiation.rounds.length > 1 ? 'countered' : 'offered'
}

/** The terms on the table; there are some in every state but `draft`. */
export function lastRound({ rounds }: Negotiation): Round {
  const round = rounds.at(-1)
  assert(round !== undefined, 'terms lie on the table')
  return round
}

/** Whether these people fill the quorum, with at least one seat where the proposer does not sit (rule B7). */
export function isCarried(negotiation: Negotiation, people: readonly string[]): boolean {
  const { by } = lastRound(negotiation)
  const filled = negotiation.seats.filter((seat) => isFilled(seat, people))
  return filled.length >= negotiation.quorum && filled.some((seat) => !seat.people.includes(by))
}

export function isFilled(seat: Seat, people: readonly string[]): boolean {
  return seat.people.some((person) => people.includes(person))
}
