import type { Decision, NegotiationCommand, NegotiationContext } from '../../src/catchball/decide.ts'
import type { Negotiation, Step } from '../../src/catchball/negotiation.ts'
import { openNegotiation } from '../../src/catchball/negotiation.ts'
import type { Signers } from '../../src/catchball/signers.ts'
import type { Random } from '../random.ts'
import { faultsOf } from './invariants.ts'
import { churn, sameText } from './table.ts'

const people = ['ada', 'ben', 'cai', 'dee', 'eli']
const day = 86_400_000

export type Machine = {
  readonly decide: (
    negotiation: Negotiation,
    command: NegotiationCommand,
    context: NegotiationContext,
  ) => Decision
  readonly advance: (negotiation: Negotiation, step: Step) => Negotiation
}

function randomSigners(random: Random): Signers {
  const count = random.whole(1, 4)
  const seats = Array.from({ length: count }, (_, place) => {
    const holder = random.pick(people)
    const delegates = random.chance(0.3) ? [random.pick(people)].filter((one) => one !== holder) : []
    return { of: `seat ${place}`, people: [holder, ...delegates] }
  })
  return { seats, quorum: random.whole(1, count), deadlineDays: random.whole(1, 10) }
}

/** Many parties act at random on what they last read. Gives the faults found, and which states were reached. */
export function runRandom(
  random: Random,
  { decide, advance }: Machine,
  reached: Map<string, number>,
): readonly string[] {
  let negotiation = openNegotiation(churn)
  let signers = randomSigners(random)
  let at = 0
  const seen = new Map(people.map((person) => [person, new Set<string>()]))
  const last = new Map<string, string>()
  const history: Step[] = []
  const read = (person: string) => {
    const hash = negotiation.rounds.at(-1)?.hash
    if (hash === undefined) return
    seen.get(person)?.add(hash)
    last.set(person, hash)
  }
  const isTaken = new Set<string>()
  for (let turn = random.whole(4, 24); turn > 0; turn--) {
    const by = random.pick(people)
    if (random.chance(0.7)) read(by)
    if (random.chance(0.03)) signers = randomSigners(random)
    at += random.chance(0.05) ? 5 * day : random.whole(1, 1000)
    const command = commandOf(random, by, last.get(by) ?? '')
    const restsOn = () => [{ what: 'definition', of: 'churn', value: 'as it is' }]
    const context = { at, signers, above: ['eli'], restsOn, hash: sameText }
    const decision = decide(negotiation, command, context)
    if ('refusal' in decision) {
      isTaken.add(decision.refusal.code)
      continue
    }
    for (const step of decision.steps) {
      const before = negotiation
      negotiation = advance(negotiation, step)
      history.push(step)
      // Who proposes terms has seen them.
      if ('terms' in step) seen.get(step.by)?.add(step.hash)
      isTaken.add(negotiation.state)
      const faults = faultsOf(before, step, negotiation, history, seen)
      if (faults.length > 0) return faults
    }
  }
  for (const one of isTaken) reached.set(one, (reached.get(one) ?? 0) + 1)
  return []
}

function commandOf(random: Random, by: string, hash: string): NegotiationCommand {
  const reason = random.chance(0.1) ? '' : 'because'
  const terms = { value: random.whole(1, 3) }
  const kind = random.pick(kinds)
  switch (kind) {
    case 'offer':
      return { kind, by, terms }
    case 'counter-offer':
      return { kind, by, terms, hash }
    case 'accept':
    case 'sign-off':
      return { kind, by, hash }
    case 'decline':
      return { kind, by, hash, reason }
    case 'withdraw':
    case 'escalate':
      return { kind, by, reason }
    case 'override':
      return { kind, by, terms, reason }
    default:
      return { kind }
  }
}

/** What goes on more often than it breaks off, so that many come to a signature. */
const kinds = [
  ...Array<'offer'>(3).fill('offer'),
  ...Array<'counter-offer'>(2).fill('counter-offer'),
  ...Array<'accept'>(8).fill('accept'),
  ...Array<'sign-off'>(9).fill('sign-off'),
  'decline',
  'withdraw',
  'escalate',
  'override',
  'expire',
] as const
