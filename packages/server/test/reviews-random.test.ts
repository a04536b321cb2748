import { beforeAll, expect, test } from 'vitest'
import { advanceReview, plannedReview, type ReviewStep } from '../../core/src/index.ts'
import type { Random } from '../../core/test/random.ts'
import { faultOf } from '../../core/test/review/invariants.ts'
import { foundLinden } from './linden.ts'
import type { Loose } from './loose.ts'
import { strategyText } from './marketing.ts'
import { runSequences } from './sequences.ts'
import { TestServer } from './server.ts'

const names = ['ida', 'mia', 'sol']
const sequences = 2000
const shift = Date.UTC(2026, 6, 14, 9) - Date.now()

let server: TestServer
let people: Awaited<ReturnType<typeof foundLinden>>
const read = new Map(names.map((name) => [name, new Set<string>()]))
const answered = new Map<number, number>()

beforeAll(async () => {
  server = await TestServer.start({ demo: false, clock: () => Date.now() + shift })
  await server.claim()
  people = await foundLinden(server, names, strategyText)
})

const kinds = [
  ...Array<string>(5).fill('decide'),
  ...Array<string>(2).fill('close'),
  ...Array<string>(6).fill('sign-off'),
  ...Array<string>(2).fill('assign'),
  'refresh',
  'join',
  'present',
  'add-item',
  'note',
  'undecide',
  'park',
  'cancel',
  'finish-action',
  'move-action',
]

/** A few steps of some people in one review; what somebody signs is what they last read. */
async function act(random: Random): Promise<void> {
  const year = random.whole(1990, 2025)
  const subject = { cycle: 'quarterly', period: `FY${year}-Q${random.whole(1, 4)}` }
  let id: string | undefined
  let last: Loose
  const hashes = new Map<string, string>()
  const ask = (name: string) => people[name] as NonNullable<(typeof people)[string]>
  const keep = (name: string, body: Loose) => {
    last = body
    if (typeof body.hash !== 'string') return
    read.get(name)?.add(body.hash)
    hashes.set(name, body.hash)
  }
  for (let turn = random.whole(1, 5); turn > 0; turn--) {
    const name = random.pick(names)
    if (id === undefined) {
      const opened = await ask(name)('POST', '/reviews', subject)
      if (opened.status === 201 || opened.status === 200) {
        id = opened.body.id
        keep(name, opened.body)
        continue
      }
      const { reviews } = (await ask(name)('GET', '/reviews')).body
      id = reviews.find((one: Loose) => one.subject.period === subject.period)?.id ?? undefined
      if (id === undefined) continue
    }
    if (random.chance(0.6)) keep(name, (await ask(name)('GET', `/reviews/${id}`)).body)
    const item = random.pick(['kpi:leads', 'kpi:clients', 'topic:fair'])
    const body = {
      kind: random.pick(kinds),
      item,
      title: 'Fair',
      text: random.chance(0.1) ? '' : 'because',
      choice: random.pick(['keep', 'resolve']),
      decision: { choice: random.pick(['keep', 'resolve']), reason: random.chance(0.1) ? '' : 'because' },
      action: { id: last?.actions?.[0]?.id ?? crypto.randomUUID(), what: 'call', due: '2026-09-01' },
      hash: hashes.get(name) ?? '0'.repeat(64),
    }
    const answer = await ask(name)('POST', `/reviews/${id}/steps`, body)
    answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1)
    if (answer.status === 200) keep(name, answer.body)
  }
}

test('2,000 random sequences of three people through HTTP break no rule', async () => {
  await runSequences(sequences, act)
  expect([...answered.keys()].toSorted()).toEqual([200, 409])
  expect(answered.get(200)).toBeGreaterThan(300)
  expect(answered.get(409)).toBeGreaterThan(300)
  const rows = await server.query('select * from review_step order by review_id, place')
  const states = new Map<string, number>()
  for (const steps of Map.groupBy(rows, (row) => row.review_id).values()) {
    let review = plannedReview(JSON.parse(steps[0]?.subject))
    const history: ReviewStep[] = []
    for (const row of steps) {
      const step = JSON.parse(row.step) as ReviewStep
      const before = review
      review = advanceReview(review, step)
      history.push(step)
      // The minutes are hashed by SHA-256 here, which the invariants do not make anew.
      const fault = faultOf(before, step, review, history, read)
      if (step.kind !== 'close') expect(fault).toBeUndefined()
      states.set(review.state, (states.get(review.state) ?? 0) + 1)
    }
  }
  for (const state of ['open', 'closed', 'signed', 'cancelled'])
    expect(states.get(state) ?? 0, state).toBeGreaterThan(5)
  await server.expectReplay('linden')
}, 240_000)
