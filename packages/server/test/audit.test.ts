import { beforeAll, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
const path = '/organisations/perlbeck'
const audit = async (query = ''): Promise<Loose> => {
  const { status, body } = await server.ask('GET', `${path}/audit${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const value = `${path}/measures/brand-awareness/values/2026-08`
beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
  await server.ask('PUT', value, { value: 30, source: 'survey', note: 'first count' })
  await server.ask('PUT', value, { value: 33, source: 'survey', reason: 'counted again' })
  const { base } = (await server.ask('GET', `${path}/strategy/model`)).body
  const edits = [{ kind: 'set', item: 'kpi', id: 'leads', fields: { name: 'Good leads' } }]
  await server.ask('POST', `${path}/strategy/edits`, { base, edits, comment: 'Say which' })
})

test('an event says who changed what, from what to what, and why', async () => {
  const { rows, kinds, actors } = await audit()
  expect(rows.map(({ kind }: Loose) => kind).slice(0, 3)).toEqual([
    'strategy-applied',
    'values-recorded',
    'values-recorded',
  ])
  expect(rows[0]).toMatchObject({ actorName: 'Ada', comment: 'Say which', count: 2 })
  const changed = { before: expect.stringContaining('Leads'), after: expect.stringContaining('Good leads') }
  // A measure that has no name of its own is called as its KPI.
  expect(rows[0].details).toMatchObject([changed, changed])
  expect(rows[1]).toMatchObject({ count: 1, comment: 'counted again' })
  expect(rows[1].details[0]).toMatchObject({ before: '30 %', after: '33 %' })
  expect(rows[2].details[0]).toMatchObject({ before: null, after: '30 %' })
  expect(kinds).toContain('organisation-founded')
  expect(actors.map(({ name }: Loose) => name)).toContain('Ada')
})

test('events are found by kind, person, subject and day, page by page', async () => {
  const all = (await audit('?limit=200')).rows
  expect((await audit('?kind=values-recorded')).rows.length).toBe(
    all.filter(({ kind }: Loose) => kind === 'values-recorded').length,
  )
  const { actor } = all[0]
  expect((await audit(`?actor=${actor}`)).rows).toEqual(all.filter((row: Loose) => row.actor === actor))
  const about = (await audit('?subject=brand-awareness&kind=values-recorded')).rows
  expect(about.slice(0, 2).map(({ seq }: Loose) => seq)).toEqual([all[1].seq, all[2].seq])
  expect((await audit('?subject=no-such-thing')).rows).toEqual([])
  expect((await audit('?to=2020-01-01')).rows).toEqual([])
  expect((await audit('?from=2020-01-01&limit=200')).rows).toEqual(all)
  const first = await audit('?limit=2')
  const second = await audit(`?limit=2&before=${first.next}`)
  expect([...first.rows, ...second.rows]).toEqual(all.slice(0, 4))
})

test('the chain is verified up to its last event, and one that was altered is named', async () => {
  const chain = async (query = '') => (await server.ask('GET', `${path}/audit/chain${query}`)).body
  const { seq } = (await audit('?limit=1')).rows[0]
  expect(await chain()).toMatchObject({ verified: seq, head: seq, brokenAt: null })
  await server.query('alter table event disable trigger all')
  const alter = (from: string, to: string) =>
    server.query('update event set payload = replace(payload, $1, $2) where seq = $3 and payload like $4', [
      from,
      to,
      seq,
      `%${from}%`,
    ])
  await alter('Say which', 'Say what')
  expect(await chain('?whole=true')).toMatchObject({ verified: seq - 1, brokenAt: seq })
  await alter('Say what', 'Say which')
  expect(await chain('?whole=true')).toMatchObject({ verified: seq, brokenAt: null })
  await server.expectReplay()
})

test('a KPI has a history of its definition and of where its values came from', async () => {
  const kpi = (await server.ask('GET', `${path}/kpis/leads/history`)).body
  expect(kpi.changes[0]).toMatchObject({ comment: 'Say which', count: 2 })
  const { values, changes } = (await server.ask('GET', `${path}/kpis/brand-awareness/history`)).body
  const { versions } = values.find(({ period }: Loose) => period === '2026-08')
  expect(versions.slice(-2)).toMatchObject([
    { value: 30, source: 'survey', note: 'first count', actorName: 'Ada' },
    { value: 33, source: 'survey', reason: 'counted again', actorName: 'Ada' },
  ])
  expect(changes.find(({ comment }: Loose) => comment === 'counted again').details).toHaveLength(1)
  expect((await server.ask('GET', `${path}/kpis/nothing/history`)).status).toBe(404)
})

test('news counts what came after an event', async () => {
  const { seq } = (await audit('?limit=1')).rows[0]
  const news = async (after: number) => (await server.ask('GET', `${path}/news?after=${after}`)).body
  expect(await news(seq)).toEqual({ seq, kinds: [] })
  expect(await news(seq - 3)).toEqual({
    seq,
    kinds: [
      { kind: 'strategy-applied', count: 1 },
      { kind: 'values-recorded', count: 2 },
    ],
  })
})

test('the overview of a day that has not come is refused, and that of a past day is told', async () => {
  expect((await server.ask('GET', `${path}?asOf=2999-01-01`)).status).toBe(400)
  const { body } = await server.ask('GET', `${path}?asOf=2026-06-30`)
  expect(body.today).toBe('2026-06-30')
})
