import { beforeAll, describe, expect, test } from 'vitest'
import { strategyText } from '../../core/test/catchball/table.ts'
import { foundLinden, linden } from './linden.ts'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
let late = 0
let people: Awaited<ReturnType<typeof foundLinden>>
const day = 86_400_000
const churn = { kind: 'target', kpi: 'churn', period: '2026' }
const west = { kind: 'target', kpi: 'west', period: '2026' }

beforeAll(async () => {
  server = await TestServer.start({ demo: false, clock: () => Date.now() + late })
  await server.claim()
  people = await foundLinden(server, ['fay', 'cem', 'kim', 'ida', 'sol'])
})

const by = (person: string) => people[person]!
const offer = (person: string, subject: unknown, terms: unknown) =>
  by(person)('POST', '/negotiations', { subject, terms })
const read = async (id: string, person = 'ida') => (await by(person)('GET', `/negotiations/${id}`)).body
const step = async (person: string, id: string, kind: string, more: Record<string, unknown> = {}) => {
  const { hash } = await read(id, person)
  return by(person)('POST', `/negotiations/${id}/steps`, { kind, hash, ...more })
}
const texts = async () => (await server.ask('GET', `${linden}/strategy`)).body.files as [{ text: string }]

describe('Finance and Customer Service agree on churn', () => {
  let id: string

  test('with one counter-offer, and the signed target stands in the strategy', async () => {
    const offered = await offer('fay', churn, { value: '5.4%', assumptions: ['a hotline'] })
    expect(offered.status).toBe(201)
    id = offered.body.id
    expect(offered.body).toMatchObject({ state: 'offered', mustAct: ['kim', 'cem'], rounds: 1, quorum: 3 })
    expect(offered.headers.get('etag')).toBe('"1"')
    const countered = await step('cem', id, 'counter-offer', { terms: { value: '5.2%' } })
    expect(countered.body).toMatchObject({ state: 'countered', rounds: 2 })
    expect(countered.body.history[1].changes).toEqual([
      { field: 'assumptions', before: '["a hotline"]', after: null },
      { field: 'value', before: '5.4%', after: '5.2%' },
    ])
    expect((await step('fay', id, 'sign-off')).body).toMatchObject({ refusal: 'not-agreed' })
    await step('fay', id, 'accept')
    expect((await step('kim', id, 'accept')).body).toMatchObject({ state: 'agreed', effect: [] })
    for (const person of ['fay', 'kim']) await step(person, id, 'sign-off')
    expect((await by('cem')('GET', '/negotiations?mine=true')).body).toHaveLength(1)
    const before = await texts()
    expect(before[0].text).toBe(strategyText)
    expect((await step('cem', id, 'sign-off')).body).toMatchObject({ state: 'signed', mustAct: [] })
    const [file] = await texts()
    expect(file.text).toContain('# shared as equals')
    expect(file.text).toContain('signed-by: [fay, kim, cem]')
    const kpi = await by('ida')('GET', '/kpis/churn')
    expect(kpi.status).toBe(200)
    await server.expectReplay('linden')
  })

  test('and the agreement says what it rests on, until that changes', async () => {
    const [agreement] = (await by('sol')('GET', '/agreements')).body.agreements
    expect(agreement).toMatchObject({ state: 'in-force', signedBy: ['fay', 'kim', 'cem'], by: 'cem' })
    const [file] = await texts()
    const text = file.text.replace("unit: '%', kind: ratio", "unit: '%', kind: stock")
    const { base } = (await server.ask('GET', `${linden}/strategy/files`)).body
    const files = [{ path: 'linden.yaml', text }]
    expect((await server.ask('POST', `${linden}/strategy/apply`, { base, files, whole: true })).status).toBe(
      200,
    )
    const stale = (await by('sol')('GET', '/agreements')).body
    expect(stale).toMatchObject({ agreed: 1, targets: 5 })
    expect(stale.agreements[0]).toMatchObject({
      state: 'stale',
      changes: [{ what: 'definition', of: 'churn' }],
    })
    expect((await read(id)).state).toBe('stale')
  })
})

describe('two people at the same moment', () => {
  test('one wins, and the other is told that the negotiation has moved on', async () => {
    const { body } = await offer('fay', west, { value: 20 })
    const act = (person: string, terms: unknown) =>
      by(person)(
        'POST',
        `/negotiations/${body.id}/steps`,
        { kind: 'counter-offer', terms, hash: body.hash },
        { 'if-match': `"${body.version}"` },
      )
    const answers = await Promise.all([act('kim', { value: 15 }), act('ida', { value: 16 })])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412])
    const lost = answers.find(({ status }) => status === 412)
    expect(lost?.body).toMatchObject({ code: 'negotiation-moved-on', version: 2 })
    const again = await act('fay', { value: 17 })
    expect(again.status).toBe(412)
    expect((await read(body.id)).rounds).toBe(2)
  })

  test('and of two answers to terms that are gone, the second is refused by its hash too', async () => {
    const [row] = (await by('ida')('GET', '/negotiations?kpi=west')).body
    const { hash } = await read(row.id)
    const { body } = await step('fay', row.id, 'counter-offer', { terms: { value: 18 } })
    const sent = { kind: 'accept', hash }
    const refused = await by('kim')('POST', `/negotiations/${row.id}/steps`, sent)
    expect(refused).toMatchObject({ status: 409, body: { refusal: 'terms-changed' } })
    expect(body.state).toBe('countered')
  })
})

test('the effect is told before anything is sent: 10 of 100 are unallocated, 20 in place of 10 leave none', async () => {
  const effect = async (value: number) =>
    (await by('sol')('POST', '/negotiations/effect', { subject: west, terms: { value } })).body
  expect(await effect(10)).toMatchObject([
    { kpi: 'revenue', target: 100, producedAfter: 90, unallocated: 10 },
  ])
  expect(await effect(20)).toMatchObject([{ producedBefore: 90, producedAfter: 100, unallocated: 0 }])
})

test('what cannot be read as an amount, and who is nobody, is refused', async () => {
  const unread = await offer('fay', { ...west, period: '2027' }, { value: '5 pp' })
  expect(unread).toMatchObject({ status: 400, body: { detail: '5 pp is no amount in EUR.' } })
  expect((await offer('fay', { ...west, period: 'soon' }, { value: 1 })).status).toBe(400)
  const nobody = await server.ask('POST', `${linden}/negotiations`, { subject: west, terms: { value: 1 } })
  expect(nobody.status).toBe(403)
  expect((await by('fay')('GET', `/negotiations/${crypto.randomUUID()}`)).status).toBe(404)
})

test('an override from above is visible, with its reason, and a revision of the target', async () => {
  const east = { kind: 'target', kpi: 'east', period: '2026' }
  const { body } = await offer('sol', east, { value: 55 })
  expect((await step('kim', body.id, 'override', { terms: { value: 60 } })).status).toBe(409)
  const reason = 'the bank asks for it'
  const set = await step('ida', body.id, 'override', { terms: { value: 60 }, reason })
  expect(set.body).toMatchObject({ state: 'overridden', reason })
  expect((await texts())[0].text).toContain(reason)
})

test('an offer expires once at its deadline, whichever of two processes sees it', async () => {
  const north = { kind: 'target', kpi: 'north', period: '2026' }
  const { body } = await offer('sol', north, { value: 31 })
  const second = await TestServer.start({
    demo: false,
    databaseUrl: server.databaseUrl,
    clock: () => Date.now() + late,
  })
  late = 15 * day
  await Promise.all([server, second].map(({ running }) => running.passDeadlines()))
  // Sessions end sooner than that.
  late = 0
  const told: Loose = await read(body.id)
  expect(told.state).toBe('expired')
  expect(told.history.map((one: { kind: string }) => one.kind)).toEqual(['offer', 'expire'])
  await server.expectReplay('linden')
})

test('where files need signatures too, a target in them is planned and lands as an offer, and the rest is applied', async () => {
  const [file] = await texts()
  const apply = async (text: string, how = 'apply', person?: string) => {
    const { base } = (await server.ask('GET', `${linden}/strategy/files`)).body
    const files = [{ path: 'linden.yaml', text }]
    const sent = { base, files, whole: true }
    return person === undefined
      ? server.ask('POST', `${linden}/strategy/${how}`, sent)
      : by(person)('POST', `/strategy/${how}`, sent)
  }
  const ruled = file.text.replace('currency: EUR }', 'currency: EUR, sign-off: { files: true } }')
  expect(ruled).not.toBe(file.text)
  expect((await apply(ruled)).status).toBe(200)
  const named = ruled.replace('name: Fay', 'name: Fay R.')
  const moved = named.replace("{ for: '2026', value: 30 }", "{ for: '2026', value: 35 }")
  expect(moved).not.toBe(named)
  const planned = (await apply(moved, 'plan')).body
  expect(planned).toMatchObject({ isSound: true, offered: [{ kpi: 'north', period: '2026' }], unsigned: [] })
  expect(planned.changes.map(({ kind }: Loose) => kind)).toEqual(['person'])
  expect((await apply(moved)).status).toBe(403)
  const { userId } = (await server.ask('GET', '/session')).body
  const roles = ['strategy-administrator']
  await server.ask('PUT', `${linden}/members/${userId}`, { roles, person: 'sol' })
  const applied = (await apply(moved)).body
  expect(applied).toMatchObject({ files: { changed: 1 }, offered: [{ kpi: 'north', period: '2026' }] })
  expect((await texts())[0].text).toBe(named)
  const told: Loose = await read(applied.offered[0].negotiation)
  expect(told).toMatchObject({ state: 'offered' })
  expect(told.history.at(-1)).toMatchObject({ by: 'sol', terms: { value: 35 } })
  const again = await apply(moved)
  expect(again).toMatchObject({ status: 409, body: { code: 'offer-refused', refusal: 'offer-open' } })
  const removed = await apply(named.replace(/ {4}targets: \[\{ for: '2026', value: 30[^\n]*\n/, ''))
  expect(removed).toMatchObject({ status: 422, body: { code: 'signature-needed' } })
  expect(removed.body.detail).toContain('north 2026')
  await server.expectReplay('linden')
})
