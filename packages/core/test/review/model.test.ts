import { expect, test } from 'vitest'
import { advanceReview } from '../../src/review/advance.ts'
import type { ReviewCommand, ReviewContext } from '../../src/review/decide.ts'
import { decideReview } from '../../src/review/decide.ts'
import { reviewRefusalWords } from '../../src/review/refusal.ts'
import type { ReviewStep } from '../../src/review/review.ts'
import { choices, plannedReview } from '../../src/review/review.ts'
import { Random } from '../random.ts'
import { faultOf } from './invariants.ts'

type Machine = { readonly decide: typeof decideReview; readonly advance: typeof advanceReview }
const sound: Machine = { decide: decideReview, advance: advanceReview }

const people = ['ada', 'ben', 'cai', 'dee']
const agenda = ['kpi', 'initiative', 'topic'].map((kind) => ({
  key: `${kind}:a`,
  subject: { kind: kind as 'kpi', id: 'a' },
  title: 'A',
  reasons: [{ code: 'signal' as const, facts: {} }],
}))

function runRandom(
  random: Random,
  { decide, advance }: Machine,
  reached: Map<string, number>,
): string | undefined {
  let review = plannedReview({ cycle: 'company', period: '2026-Q1' })
  const history: ReviewStep[] = []
  const read = new Map(people.map((person) => [person, new Set<string>()]))
  const last = new Map<string, string>()
  const taken = new Set<string>()
  let at = 0
  for (let turn = random.whole(4, 30); turn > 0; turn--) {
    const by = random.pick([...people, 'eve'])
    if (random.chance(0.8) && review.hash !== undefined) {
      read.get(by)?.add(review.hash)
      last.set(by, review.hash)
    }
    at += random.whole(1, 1000)
    const context: ReviewContext = {
      at,
      today: random.chance(0.95) ? 100 : 10,
      ends: 10,
      people: { leads: random.chance(0.9) ? ['ada', 'ben'] : ['ben'], participants: people },
      known: (person) => people.includes(person),
      prepare: () => ({
        seen: { asOf: '2026-04-14', seq: at, hash: `h${at}` },
        agenda: random.some(agenda, agenda.length),
      }),
      hash: (text) => text,
    }
    const outcome = decide(review, commandOf(random, by, last.get(by) ?? ''), context)
    if ('refusal' in outcome) {
      taken.add(outcome.refusal.code)
      continue
    }
    for (const step of outcome.steps) {
      const before = review
      review = advance(review, step)
      history.push(step)
      taken.add(review.state).add(step.kind)
      const fault = faultOf(before, step, review, history, read)
      if (fault !== undefined) return fault
    }
  }
  for (const one of taken) reached.set(one, (reached.get(one) ?? 0) + 1)
  return undefined
}

const kinds = [
  ...Array<'open'>(4).fill('open'),
  ...Array<'decide'>(6).fill('decide'),
  ...Array<'close'>(2).fill('close'),
  ...Array<'sign-off'>(8).fill('sign-off'),
  ...Array<'assign'>(2).fill('assign'),
  'refresh',
  'join',
  'present',
  'add-item',
  'note',
  'undecide',
  'park',
  'cancel',
  'finish-action',
  'drop-action',
  'move-action',
] as const

function commandOf(random: Random, by: string, hash: string): ReviewCommand {
  const kind = random.pick(kinds)
  const item = random.pick(['kpi:a', 'initiative:a', 'topic:a', 'topic:b'])
  const reason = random.chance(0.1) ? ' ' : 'because'
  const action = random.pick(['1', '2'])
  switch (kind) {
    case 'sign-off':
      return { kind, by, hash }
    case 'present':
      return { kind, by, item }
    case 'add-item':
      return {
        kind,
        by,
        item: { subject: { kind: 'topic', id: random.pick(['a', 'b']) }, title: random.pick(['A', ' ']) },
      }
    case 'note':
      return { kind, by, item: random.chance(0.5) ? '' : item, text: reason }
    case 'decide': {
      const initiative = { id: 'i', name: 'I', kpis: random.chance(0.8) ? ['a'] : [] }
      const target = random.chance(0.8) ? { period: '2026', terms: { value: 1 } } : {}
      return {
        kind,
        by,
        item,
        decision: { choice: random.pick(choices), reason, by: 'b', initiative, ...target },
      }
    }
    case 'undecide':
      return { kind, by, item, choice: random.pick(choices) }
    case 'park':
      return { kind, by, item, reason }
    case 'assign': {
      const owner = random.pick([...people, 'zoe'])
      return { kind, by, action: { id: action, item: '', what: reason, owner, due: '2026-05-01' } }
    }
    case 'cancel':
      return { kind, by, reason }
    case 'finish-action':
    case 'drop-action':
      return { kind, by, action, note: reason }
    case 'move-action':
      return { kind, by, action, due: random.pick(['2026-06-01', 'soon']), note: reason }
    default:
      return { kind, by }
  }
}

function firstFault(
  machine: Machine,
  count: number,
  reached = new Map<string, number>(),
): string | undefined {
  const random = new Random(20_260_401)
  for (let run = 0; run < count; run++) {
    const fault = runRandom(random, machine, reached)
    if (fault !== undefined) return fault
  }
  return undefined
}

test('100,000 random reviews of five people break no rule, and come to every state, step and refusal', () => {
  const reached = new Map<string, number>()
  expect(firstFault(sound, 100_000, reached)).toBeUndefined()
  const expected = ['open', 'closed', 'signed', 'cancelled', ...kinds, ...Object.keys(reviewRefusalWords)]
  for (const one of expected) expect(reached.get(one) ?? 0, one).toBeGreaterThan(50)
}, 60_000)

const twins: readonly (readonly [fault: string, Machine])[] = [
  [
    'a signature on minutes not read',
    {
      ...sound,
      decide: (review, command, context) =>
        decideReview(
          review,
          command.kind === 'sign-off' ? { ...command, hash: review.hash ?? '' } : command,
          context,
        ),
    },
  ],
  [
    'decided and put off at once',
    {
      ...sound,
      advance: (before, step) => {
        const after = advanceReview(before, step)
        if (step.kind !== 'park') return after
        const decisions = before.items.find(({ key }) => key === step.item)?.decisions ?? []
        return {
          ...after,
          items: after.items.map((item) => (item.key === step.item ? { ...item, decisions } : item)),
        }
      },
    },
  ],
  [
    'a decision is lost',
    {
      ...sound,
      // Takes the new agenda as it is.
      advance: (before, step) => {
        const after = advanceReview(before, step)
        if (step.kind !== 'refresh') return after
        const keys = new Set(step.agenda.map(({ key }) => key))
        return { ...after, items: after.items.filter(({ key }) => keys.has(key)) }
      },
    },
  ],
  [
    'signed by one side',
    {
      ...sound,
      advance: (before, step) =>
        step.kind === 'sign-off'
          ? { ...advanceReview(before, step), state: 'signed' }
          : advanceReview(before, step),
    },
  ],
  [
    'an action comes back',
    {
      ...sound,
      advance: (before, step) =>
        step.kind === 'assign'
          ? {
              ...advanceReview(before, step),
              actions: [
                ...before.actions.map((action) => ({ ...action, state: 'open' as const })),
                ...advanceReview(before, step).actions.slice(-1),
              ],
            }
          : advanceReview(before, step),
    },
  ],
]

test.each(twins)('a machine that is broken on purpose is found out: %s', (fault, machine) => {
  expect(firstFault(machine, 20_000)).toBe(fault)
})
