import { beforeAll, expect, test } from 'vitest'
import { advance, openNegotiation, type Step } from '../../core/src/index.ts'
import { faultsOf } from '../../core/test/catchball/invariants.ts'
import type { Random } from '../../core/test/random.ts'
import { foundLinden } from './linden.ts'
import type { Loose } from './loose.ts'
import { runSequences } from './sequences.ts'
import { TestServer } from './server.ts'

const names = ['fay', 'cem', 'kim', 'ida', 'sol']
const sequences = 2000

let server: TestServer
let people: Awaited<ReturnType<typeof foundLinden>>
const seen = new Map(names.map((name) => [name, new Set<string>()]))
const answered = new Map<number, number>()

beforeAll(async () => {
  server = await TestServer.start({ demo: false })
  await server.claim()
  people = await foundLinden(server, names)
})

const kinds = [
  ...Array<string>(3).fill('offer'),
  ...Array<string>(2).fill('counter-offer'),
  ...Array<string>(9).fill('accept'),
  ...Array<string>(9).fill('sign-off'),
  'decline',
  'withdraw',
  'escalate',
  'override',
]

/** A few steps of some people at one target; what somebody answers is what they last read. */
async function act(random: Random): Promise<void> {
  const subject = {
    kind: 'target',
    kpi: random.pick(['churn', 'west', 'east', 'north']),
    period: String(2026 + random.whole(1, 6)),
  }
  const terms = () => ({ value: random.whole(1, 1_000_000) })
  let id: string | undefined
  const read = new Map<string, string>()
  for (let turn = random.whole(1, 4); turn > 0; turn--) {
    const name = random.pick(names)
    const ask = people[name] as NonNullable<(typeof people)[string]>
    const keep = (body: Loose) => {
      if (typeof body.hash !== 'string') return
      id = body.id
      seen.get(name)?.add(body.hash)
      read.set(name, body.hash)
    }
    if (id === undefined) {
      const [row] = (await ask('GET', `/negotiations?kpi=${subject.kpi}`)).body.filter(
        (one: Loose) => one.subject.period === subject.period,
      )
      if (row) keep((await ask('GET', `/negotiations/${row.id}`)).body)
      else keep((await ask('POST', '/negotiations', { subject, terms: terms() })).body)
      continue
    }
    if (random.chance(0.6)) keep((await ask('GET', `/negotiations/${id}`)).body)
    const hash = read.get(name)
    const kind = random.pick(kinds)
    const isTerms = ['offer', 'counter-offer', 'override'].includes(kind)
    const body = {
      kind,
      ...(hash !== undefined && { hash }),
      ...(isTerms && { terms: terms() }),
      reason: random.chance(0.1) ? '' : 'because',
    }
    const answer = await ask('POST', `/negotiations/${id}/steps`, body)
    answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1)
    if (answer.status === 200) keep(answer.body)
  }
}

test('2,000 random sequences of five people through HTTP break no rule', async () => {
  await runSequences(sequences, act)
  expect([...answered.keys()].toSorted()).toEqual([200, 409])
  expect(answered.get(200)).toBeGreaterThan(300)
  expect(answered.get(409)).toBeGreaterThan(300)
  const rows = await server.query('select * from negotiation_step order by negotiation_id, place')
  const states = new Map<string, number>()
  for (const steps of Map.groupBy(rows, (row) => row.negotiation_id).values()) {
    let negotiation = openNegotiation(JSON.parse(steps[0]?.subject))
    const history: Step[] = []
    for (const row of steps) {
      const step = JSON.parse(row.step) as Step
      const before = negotiation
      negotiation = advance(negotiation, step)
      history.push(step)
      if ('terms' in step) seen.get(step.by)?.add(step.hash)
      expect(faultsOf(before, step, negotiation, history, seen)).toEqual([])
      states.set(negotiation.state, (states.get(negotiation.state) ?? 0) + 1)
    }
  }
  for (const state of [
    'offered',
    'countered',
    'agreed',
    'signed',
    'declined',
    'withdrawn',
    'escalated',
    'overridden',
  ])
    expect(states.get(state) ?? 0, state).toBeGreaterThan(5)
  await server.expectReplay('linden')
}, 120_000)
