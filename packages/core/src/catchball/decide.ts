import type { Id } from '../strategy/model.ts'
import { isCarried, isFilled, lastRound } from './advance.ts'
import type { Foundation } from './foundations.ts'
import type { Negotiation, Step } from './negotiation.ts'
import { isOpen } from './negotiation.ts'
import type { Refusal } from './refusal.ts'
import { refuse } from './refusal.ts'
import type { Seat, Signers } from './signers.ts'
import type { HashText, Terms } from './terms.ts'
import { canonicalTerms, faultOfTerms } from './terms.ts'

/** What somebody wants done. `hash` is of the terms that they have seen. */
export type NegotiationCommand =
  | { readonly kind: 'offer'; readonly by: Id; readonly terms: Terms }
  | { readonly kind: 'counter-offer'; readonly by: Id; readonly terms: Terms; readonly hash: string }
  | { readonly kind: 'accept' | 'sign-off'; readonly by: Id; readonly hash: string }
  | { readonly kind: 'decline'; readonly by: Id; readonly hash: string; readonly reason: string }
  | { readonly kind: 'withdraw'; readonly by: Id; readonly reason: string }
  | { readonly kind: 'escalate'; readonly by: Id; readonly reason: string }
  | { readonly kind: 'expire' }
  | { readonly kind: 'override'; readonly by: Id; readonly terms: Terms; readonly reason: string }

/** What the rules of the organisation and the strategy say at the moment of a command. */
export type NegotiationContext = {
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly signers: Signers
  /** Who may set terms from above. */
  readonly above: readonly Id[]
  readonly restsOn: (terms: Terms) => readonly Foundation[]
  readonly hash: HashText
}

export type Decision = { readonly steps: readonly Step[] } | { readonly refusal: Refusal }

const dayMs = 86_400_000

/** Gives the steps that a command takes, or why it takes none. Nothing is changed (rules B1 to B9). */
export function decide(
  negotiation: Negotiation,
  command: NegotiationCommand,
  context: NegotiationContext,
): Decision {
  if (command.kind === 'expire') return expire(negotiation, context)
  if (command.kind === 'offer') return offer(negotiation, command, context)
  if (command.kind === 'override') return override(negotiation, command, context)
  const { state, expiresAt } = negotiation
  if (!isOpen(negotiation)) return refuse('nothing-offered', { state })
  if (context.at >= expiresAt) return refuse('deadline-passed', { until: instant(expiresAt) })
  const reseat = reseatIn(negotiation, context)
  const seated = { ...negotiation, ...context.signers }
  const decision = answer(seated, command, context, reseat !== undefined)
  return reseat && 'steps' in decision ? { steps: [reseat, ...decision.steps] } : decision
}

type Answer = Exclude<NegotiationCommand, { readonly kind: 'offer' | 'override' | 'expire' }>

function answer(
  negotiation: Negotiation,
  command: Answer,
  context: NegotiationContext,
  isReseated: boolean,
): Decision {
  const { by } = command
  const round = lastRound(negotiation)
  const made = { by, at: context.at }
  if (command.kind === 'withdraw') {
    if (by !== round.by) return refuse('not-the-proposer', { proposer: round.by })
    return { steps: [{ kind: 'withdraw', ...made, reason: command.reason }] }
  }
  const isSeated = negotiation.seats.some(({ people }) => people.includes(by))
  const mayMove = command.kind === 'counter-offer' && context.above.includes(by)
  const isProposing = command.kind === 'escalate' && by === round.by
  if (!isSeated && !mayMove && !isProposing)
    return refuse('not-a-party', { by, people: peopleOf(negotiation.seats) })
  if (command.kind === 'escalate') {
    if (isBlank(command.reason)) return refuse('reason-missing')
    return { steps: [{ kind: 'escalate', ...made, reason: command.reason }] }
  }
  if (command.hash !== round.hash) return refuse('terms-changed')
  switch (command.kind) {
    case 'counter-offer':
      if (by === round.by) return refuse('own-offer')
      return propose(negotiation, command, context)
    case 'decline':
      if (by === round.by) return refuse('own-offer')
      if (isBlank(command.reason)) return refuse('reason-missing')
      return { steps: [{ kind: 'decline', ...made, reason: command.reason }] }
    case 'accept':
      if (by === round.by) return refuse('own-offer')
      if (negotiation.accepted.includes(by)) return refuse('accepted-already', { by })
      return { steps: [{ kind: 'accept', ...made, hash: round.hash }] }
    default:
      return sign(negotiation, command, context, isReseated)
  }
}

/** Rules B7, B10: who signs last completes the agreement, which names what it rests on. */
function sign(
  negotiation: Negotiation,
  { by, hash }: { readonly by: Id; readonly hash: string },
  context: NegotiationContext,
  isReseated: boolean,
): Decision {
  const { accepted, state } = negotiation
  const isAgreed = isReseated ? isCarried(negotiation, accepted) : state === 'agreed'
  if (!isAgreed) return refuse('not-agreed', { state })
  // Seats that changed hands void what was signed before.
  const before = isReseated ? [] : negotiation.signed
  if (before.includes(by)) return refuse('signed-already', { by })
  const signed = [...before, by]
  const step = { kind: 'sign-off' as const, by, at: context.at, hash }
  if (!isCarried(negotiation, signed)) return { steps: [{ ...step, completes: null }] }
  const restsOn = context.restsOn(lastRound(negotiation).terms)
  if (restsOn.length === 0) return refuse('foundations-missing')
  return { steps: [{ ...step, completes: { restsOn } }] }
}

function offer(
  negotiation: Negotiation,
  command: { readonly by: Id; readonly terms: Terms },
  context: NegotiationContext,
): Decision {
  if (isOpen(negotiation)) {
    const { expiresAt } = negotiation
    if (context.at >= expiresAt) return refuse('deadline-passed', { until: instant(expiresAt) })
    return refuse('offer-open')
  }
  return propose(negotiation, { kind: 'offer', ...command }, context)
}

function propose(
  negotiation: Negotiation,
  { kind, by, terms }: { readonly kind: 'offer' | 'counter-offer'; readonly by: Id; readonly terms: Terms },
  { at, signers, restsOn, hash: hashText }: NegotiationContext,
): Decision {
  const problem = faultOfTerms(negotiation.subject, terms)
  if (problem) return refuse('terms-empty', { problem })
  if (restsOn(terms).length === 0) return refuse('foundations-missing')
  const { seats, quorum, deadlineDays } = signers
  if (!seats.some(({ people }) => !people.includes(by))) return refuse('sole-approver', { by })
  const hash = hashText(canonicalTerms(negotiation.subject, terms))
  if (kind === 'counter-offer' && hash === lastRound(negotiation).hash) return refuse('same-terms')
  const expiresAt = at + deadlineDays * dayMs
  return { steps: [{ kind, by, at, terms, hash, seats, quorum, expiresAt }] }
}

/** Rule B9. */
function override(
  { subject }: Negotiation,
  { by, terms, reason }: { readonly by: Id; readonly terms: Terms; readonly reason: string },
  { at, above, restsOn: foundations, hash: hashText }: NegotiationContext,
): Decision {
  if (!above.includes(by)) return refuse('not-above', { by, people: above.join(', ') || 'nobody' })
  if (isBlank(reason)) return refuse('reason-missing')
  const problem = faultOfTerms(subject, terms)
  if (problem) return refuse('terms-empty', { problem })
  const restsOn = foundations(terms)
  if (restsOn.length === 0) return refuse('foundations-missing')
  const hash = hashText(canonicalTerms(subject, terms))
  return { steps: [{ kind: 'override', by, at, terms, hash, reason, restsOn }] }
}

function expire(negotiation: Negotiation, { at }: NegotiationContext): Decision {
  const { state, expiresAt } = negotiation
  if (!isOpen(negotiation)) return refuse('nothing-offered', { state })
  if (at < expiresAt) return refuse('deadline-ahead', { until: instant(expiresAt) })
  return { steps: [{ kind: 'expire', by: '', at }] }
}

/** A step that names who must sign now, where that is no longer who it was. */
function reseatIn({ seats, quorum }: Negotiation, { at, signers }: NegotiationContext): Step | undefined {
  const isSame = quorum === signers.quorum && JSON.stringify(seats) === JSON.stringify(signers.seats)
  if (isSame) return undefined
  return { kind: 'reseat', by: '', at, seats: signers.seats, quorum: signers.quorum }
}

function isBlank(reason: string): boolean {
  return reason.trim() === ''
}

function peopleOf(seats: readonly Seat[]): string {
  return [...new Set(seats.flatMap(({ people }) => people))].join(', ') || 'nobody'
}

function instant(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString()
}

/** Who must act for the negotiation to go on; nobody where nothing lies on the table. */
export function whoMustAct(negotiation: Negotiation): readonly Id[] {
  if (!isOpen(negotiation)) return []
  const { state, seats, accepted, signed } = negotiation
  const done = state === 'agreed' ? signed : accepted
  const waiting = seats.filter((seat) => !isFilled(seat, done)).flatMap(({ people }) => people.slice(0, 1))
  return [...new Set(waiting)]
}
