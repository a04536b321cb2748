import type { Strategy } from '../strategy/model.ts'
import type { FoundationChange } from './foundations.ts'
import { changedFoundations, foundationsOf } from './foundations.ts'
import type { Agreement, Negotiation } from './negotiation.ts'
import type { Subject } from './terms.ts'

/** How an agreement stands: in force, stale because something it rests on changed, or followed by another. */
export type Standing = {
  readonly state: 'in-force' | 'stale' | 'superseded'
  /** What changed; empty unless stale. */
  readonly changes: readonly FoundationChange[]
}

/** How each agreement of a negotiation stands, the oldest first (rule B11). */
export function standingsOf(strategy: Strategy, { subject, agreements }: Negotiation): readonly Standing[] {
  return agreements.map((agreement, place) =>
    place < agreements.length - 1
      ? { state: 'superseded', changes: [] }
      : standingOf(strategy, subject, agreement),
  )
}

function standingOf(strategy: Strategy, subject: Subject, { terms, restsOn }: Agreement): Standing {
  const changes = changedFoundations(restsOn, foundationsOf(strategy, subject, terms))
  return { state: changes.length === 0 ? 'in-force' : 'stale', changes }
}
