import { beforeAll, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
const path = '/organisations/perlbeck'
const get = async (below: string): Promise<Loose> => (await server.ask('GET', path + below)).body
const reset = (slug = 'perlbeck') => server.ask('POST', `/organisations/${slug}/demo/reset`)
beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
})

test('the demo company comes back to the last digit, and what was done to it stays in the record', async () => {
  const seen = async () => {
    const { groups, period } = await get('/scorecard')
    const { score, findings } = await get('/alignment')
    return { groups, period, score, findings: findings.map(({ code, subject }: Loose) => [code, subject]) }
  }
  const before = await seen()
  const value = `${path}/measures/brand-awareness/values`
  for (const [period, number] of [
    [before.period, 40],
    ['2024-05', 12],
  ])
    expect((await server.ask('PUT', `${value}/${period}`, { value: number })).status).toBe(200)
  await server.ask('PUT', `${path}/lock`, { until: '2025-01-31', reason: 'closed' })
  const { base } = await get('/strategy/model')
  const edits = [{ kind: 'remove', item: 'kpi', id: 'social-followers' }]
  await server.ask('POST', `${path}/strategy/edits`, { base, edits, comment: 'not needed' })
  expect(await seen()).not.toEqual(before)
  const { status, body } = await reset()
  expect([status, body.files, body.values]).toEqual([200, 1, 2])
  expect(await seen()).toEqual(before)
  const { rows } = await get('/audit')
  expect(rows.slice(0, 3).map(({ kind }: Loose) => kind)).toEqual([
    'values-recorded',
    'strategy-applied',
    'periods-locked',
  ])
  expect((await reset()).body).toMatchObject({ files: 0, values: 0 })
  await server.expectReplay()
})

test('no other organisation is brought back', async () => {
  await server.ask('POST', '/organisations', { slug: 'boats' })
  expect((await reset('boats')).status).toBe(403)
})
