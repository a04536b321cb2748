import type { Id } from '../strategy/model.ts'
import type { Foundation } from './foundations.ts'
import type { Seat } from './signers.ts'
import type { Subject, Terms } from './terms.ts'

/** Where a negotiation stands. Whether what was signed is stale is told by `standing`, from the strategy of today. */
export type NegotiationState =
  | 'draft'
  | 'offered'
  | 'countered'
  | 'agreed'
  | 'escalated'
  | 'signed'
  | 'overridden'
  | 'declined'
  | 'withdrawn'
  | 'expired'

/** Moments are milliseconds since 1970 UTC; people are ids of the strategy. */
type Made = { readonly by: Id; readonly at: number }
type Proposed = Made & {
  readonly terms: Terms
  readonly hash: string
  readonly seats: readonly Seat[]
  /** How many seats must be filled. */
  readonly quorum: number
  readonly expiresAt: number
}
type Settled = { readonly restsOn: readonly Foundation[] }

/** What happened: appended, never changed. `by` of an expiry is empty: the deadline itself did it. */
export type Step =
  | (Proposed & { readonly kind: 'offer' | 'counter-offer' })
  | (Made & { readonly kind: 'reseat'; readonly seats: readonly Seat[]; readonly quorum: number })
  | (Made & { readonly kind: 'accept'; readonly hash: string })
  | (Made & { readonly kind: 'sign-off'; readonly hash: string; readonly completes: Settled | null })
  | (Made & { readonly kind: 'decline' | 'withdraw' | 'escalate'; readonly reason: string })
  | (Made & { readonly kind: 'expire' })
  | (Made &
      Settled & {
        readonly kind: 'override'
        readonly terms: Terms
        readonly hash: string
        readonly reason: string
      })

export type StepKind = Step['kind']

/** Terms that were offered, and by whom. */
export type Round = Made & { readonly terms: Terms; readonly hash: string }

/** What came of a negotiation: signed by every side, or set from above with a reason. */
export type Agreement = {
  readonly terms: Terms
  readonly hash: string
  readonly at: number
  /** Who offered the terms; of an override: who set them. */
  readonly by: Id
  readonly signedBy: readonly Id[]
  /** Why it was set from above; undefined where it was signed. */
  readonly override: string | undefined
  readonly restsOn: readonly Foundation[]
}

export type Negotiation = {
  readonly subject: Subject
  readonly state: NegotiationState
  /** How many steps were taken: the version that a command rests on. */
  readonly version: number
  readonly rounds: readonly Round[]
  readonly seats: readonly Seat[]
  readonly quorum: number
  readonly expiresAt: number
  /** Who accepted, and who signed, the terms of the last round. */
  readonly accepted: readonly Id[]
  readonly signed: readonly Id[]
  /** The last is in force; those before it are superseded. */
  readonly agreements: readonly Agreement[]
  /** Why it was declined, withdrawn or escalated last. */
  readonly reason: string | undefined
  readonly startedAt: number
  readonly movedAt: number
}

/** A negotiation in which nothing was offered yet. */
export function openNegotiation(subject: Subject): Negotiation {
  return {
    subject,
    state: 'draft',
    version: 0,
    rounds: [],
    seats: [],
    quorum: 0,
    expiresAt: Number.POSITIVE_INFINITY,
    accepted: [],
    signed: [],
    agreements: [],
    reason: undefined,
    startedAt: Number.NaN,
    movedAt: Number.NaN,
  }
}

/** Whether terms lie on the table. */
export function isOpen({ state }: Pick<Negotiation, 'state'>): boolean {
  return state === 'offered' || state === 'countered' || state === 'agreed' || state === 'escalated'
}
