import { expect, test } from 'vitest'
import { advance } from '../../src/catchball/advance.ts'
import { decide } from '../../src/catchball/decide.ts'
import { refusalWords } from '../../src/catchball/refusal.ts'
import { Random } from '../random.ts'
import type { Machine } from './random-steps.ts'
import { runRandom } from './random-steps.ts'

const sound: Machine = { decide, advance }

/** The first fault in many random negotiations. */
function firstFault(
  machine: Machine,
  count: number,
  reached = new Map<string, number>(),
): string | undefined {
  const random = new Random(20_260_105)
  for (let run = 0; run < count; run++) {
    const [fault] = runRandom(random, machine, reached)
    if (fault !== undefined) return fault
  }
  return undefined
}

test('100,000 random negotiations of five parties break no rule, and come to every state and refusal', () => {
  const reached = new Map<string, number>()
  expect(firstFault(sound, 100_000, reached)).toBeUndefined()
  const states = [
    'offered',
    'countered',
    'agreed',
    'escalated',
    'signed',
    'overridden',
    'declined',
    'withdrawn',
    'expired',
  ]
  // The terms here are always sound, and rest on something.
  const refused = Object.keys(refusalWords).filter(
    (code) => !['terms-empty', 'foundations-missing'].includes(code),
  )
  for (const one of [...states, ...refused]) expect(reached.get(one) ?? 0, one).toBeGreaterThan(50)
}, 60_000)

const twins: readonly (readonly [fault: string, Machine])[] = [
  [
    'accept of terms not seen',
    {
      ...sound,
      decide: (negotiation, command, context) => {
        const hash = negotiation.rounds.at(-1)?.hash ?? ''
        return decide(negotiation, 'hash' in command ? { ...command, hash } : command, context)
      },
    },
  ],
  [
    'signed below the quorum',
    {
      ...sound,
      // Forgets to void what was signed.
      advance: (before, step) =>
        step.kind === 'counter-offer'
          ? { ...advance(before, step), signed: before.signed }
          : advance(before, step),
    },
  ],
  [
    'an agreement that rests on nothing',
    {
      ...sound,
      decide: (negotiation, command, context) => {
        const decision = decide(negotiation, command, context)
        if (!('steps' in decision)) return decision
        return {
          steps: decision.steps.map((step) =>
            step.kind === 'sign-off' && step.completes ? { ...step, completes: { restsOn: [] } } : step,
          ),
        }
      },
    },
  ],
  [
    'the proposer is the only approver',
    {
      ...sound,
      // Takes the proposer's own signature for enough.
      decide: (negotiation, command, context) => {
        const isOwn = command.kind === 'sign-off' && command.by === negotiation.rounds.at(-1)?.by
        if (
          !isOwn ||
          negotiation.state !== 'agreed' ||
          negotiation.signed.length > 0 ||
          context.signers.quorum > 1 ||
          !context.signers.seats.some(({ people }) => people.includes(command.by))
        )
          return decide(negotiation, command, context)
        const completes = { restsOn: context.restsOn({}) }
        const { hash = '' } = negotiation.rounds.at(-1) ?? {}
        return { steps: [{ kind: 'sign-off', by: command.by, at: context.at, hash, completes }] }
      },
    },
  ],
  [
    'illegal: signed to agreed',
    {
      ...sound,
      advance: (before, step) =>
        before.state === 'signed' && step.kind === 'offer'
          ? { ...advance(before, step), state: 'agreed' }
          : advance(before, step),
    },
  ],
]

test.each(twins)('a machine that is broken on purpose is found out: %s', (fault, machine) => {
  expect(firstFault(machine, 20_000)).toBe(fault)
})
