import type { Negotiation, Step } from '../../src/catchball/negotiation.ts'
import { isOpen } from '../../src/catchball/negotiation.ts'

const legal: Readonly<Record<string, readonly string[]>> = {
  draft: ['offered', 'overridden'],
  offered: ['offered', 'countered', 'agreed', 'escalated', 'declined', 'withdrawn', 'expired', 'overridden'],
  countered: [
    'countered',
    'offered',
    'agreed',
    'escalated',
    'declined',
    'withdrawn',
    'expired',
    'overridden',
  ],
  agreed: [
    'agreed',
    'countered',
    'offered',
    'signed',
    'escalated',
    'declined',
    'withdrawn',
    'expired',
    'overridden',
  ],
  escalated: ['escalated', 'agreed', 'countered', 'declined', 'withdrawn', 'expired', 'overridden'],
  signed: ['offered', 'overridden'],
  overridden: ['offered', 'overridden'],
  declined: ['offered', 'overridden'],
  withdrawn: ['offered', 'overridden'],
  expired: ['offered', 'overridden'],
}

/** What everybody has read: hashes by person. */
export type Seen = ReadonlyMap<string, ReadonlySet<string>>

/** What is wrong with a step, by what happened alone: nothing of the code that decided is asked. */
export function faultsOf(
  before: Negotiation,
  step: Step,
  after: Negotiation,
  history: readonly Step[],
  seen: Seen,
): readonly string[] {
  const faults: string[] = []
  const demand = (isSo: boolean, fault: string) => {
    if (!isSo) faults.push(fault)
  }
  demand(legal[before.state]?.includes(after.state) ?? false, `illegal: ${before.state} to ${after.state}`)
  demand(after.version === history.length, 'a step is not counted')
  const put = history.findLast(({ kind }) => kind === 'offer' || kind === 'counter-offer')
  if (!put || !('terms' in put))
    return step.kind === 'override' ? [...faults, ...overrideFaults(step)] : [...faults, 'no offer']
  if (step.kind === 'accept' || step.kind === 'sign-off') {
    demand(step.hash === put.hash, `${step.kind} of terms that are not on the table`)
    demand(seen.get(step.by)?.has(put.hash) ?? false, `${step.kind} of terms not seen`)
    demand(isOpen(before), `${step.kind} while ${before.state}`)
  }
  if (step.kind === 'override') faults.push(...overrideFaults(step))
  if (after.state !== 'signed' || step.kind !== 'sign-off') return faults
  const agreement = after.agreements.at(-1)
  demand(
    step.completes !== null && (agreement?.restsOn.length ?? 0) > 0,
    'an agreement that rests on nothing',
  )
  // Who signed since the terms were put and the seats were given.
  const since = history.findLastIndex(({ kind }) => ['offer', 'counter-offer', 'reseat'].includes(kind))
  const signers = history.slice(since).flatMap((one) => (one.kind === 'sign-off' ? [one.by] : []))
  const { seats, quorum } = history[since] as { seats: Negotiation['seats']; quorum: number }
  const filled = seats.filter(({ people }) => people.some((person) => signers.includes(person)))
  demand(filled.length >= quorum, 'signed below the quorum')
  demand(
    signers.some((person) => person !== put.by),
    'the proposer is the only approver',
  )
  demand(
    filled.some(({ people }) => !people.includes(put.by)),
    'only the proposer’s side signed',
  )
  demand(JSON.stringify(signers) === JSON.stringify(agreement?.signedBy), 'signatures of other terms')
  return faults
}

function overrideFaults(step: Step & { readonly kind: 'override' }): readonly string[] {
  return step.reason.trim() === '' || step.restsOn.length === 0
    ? ['an override without reason or ground']
    : []
}
