import { beforeAll, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
const path = '/organisations/perlbeck'
const post = (below: string, body: unknown) => server.ask('POST', `${path}${below}`, body)
beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
})

test('without a change nothing comes out otherwise, and what can be changed is told', async () => {
  const { status, body } = await post('/what-if', { changes: [] })
  expect(status).toBe(200)
  expect([body.kpis, body.objectives]).toEqual([[], []])
  expect(body.levers.map(({ measure }: Loose) => measure)).toContain('dealer-sales')
})

test('a driver moves its own target and those above it, and no other', async () => {
  const { body } = await post('/what-if', { changes: [{ measure: 'dealer-sales', change: 0.1 }] })
  const changed = body.kpis.map(({ kpi }: Loose) => kpi)
  expect(changed).toEqual(expect.arrayContaining(['dealer-sales', 'revenue', 'operating-profit']))
  expect(changed).not.toContain('turnover')
  const revenue = body.kpis.find(({ kpi }: Loose) => kpi === 'revenue')
  expect(revenue.after.middle).toBeGreaterThan(revenue.before.middle)
  expect(revenue.after.low80).toBeLessThan(revenue.after.middle)
  expect(revenue.chanceAfter).toBeGreaterThanOrEqual(revenue.chanceBefore)
  const cost = body.kpis.find(({ kpi }: Loose) => kpi === 'dealer-sales')
  expect(cost.after.middle - cost.before.middle).toBeGreaterThan(0)
})

test('the smallest change closes the gap: tried as a scenario, the target is met in the middle', async () => {
  const levers = ['dealer-sales', 'online-sales']
  const { body } = await post('/what-if/seek', { kpi: 'revenue', levers, most: 0.5 })
  expect(body.isMet).toBe(true)
  expect(body.after).toBeGreaterThanOrEqual(body.target - 1)
  for (const { change } of body.changes) expect(Math.abs(change)).toBeLessThanOrEqual(0.5)
  const small = (await post('/what-if/seek', { kpi: 'revenue', levers, most: 0.001 })).body
  expect(small.isMet).toBe(false)
})

test('what is not observed is no driver, and says so', async () => {
  const { status, body } = await post('/what-if', { changes: [{ measure: 'revenue', change: 0.1 }] })
  expect([status, body.code]).toEqual([400, 'invalid-request'])
  expect((await post('/what-if/seek', { kpi: 'revenue', levers: ['revenue'] })).status).toBe(400)
  expect((await post('/what-if/seek', { kpi: 'nothing', levers: ['dealer-sales'] })).status).toBe(404)
})
