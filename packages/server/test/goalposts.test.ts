import { beforeAll, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
const path = '/organisations/perlbeck'
beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
})

test('a KPI tells the target first agreed beside the one in force, with every move of it', async () => {
  const before = (await server.ask('GET', `${path}/kpis/operating-cost`)).body
  expect(before.goalposts).toMatchObject({ moves: [], fromMoving: 0 })
  const model = (await server.ask('GET', `${path}/strategy/model`)).body
  const { owner } = model.kpis.find(({ id }: Loose) => id === 'operating-cost')
  const { name } = model.people.find(({ id }: Loose) => id === owner)
  const recorded = before.series.at(-1).lastDay
  const { target, current } = before.goalposts
  const fields = {
    from: recorded,
    recorded,
    value: Math.round(current * 1.5),
    trajectory: 'step',
    reason: 'dearer energy',
    by: owner,
  }
  const edits = [{ kind: 'revise', item: 'target', id: 'operating-cost', period: target, fields }]
  const sent = { base: model.base, edits, comment: 'dearer energy' }
  const { status, body } = await server.ask('POST', `${path}/strategy/edits`, sent)
  expect([status, body.isApplied]).toEqual([200, true])
  const { goalposts } = (await server.ask('GET', `${path}/kpis/operating-cost`)).body
  expect(goalposts.original).toBeCloseTo(before.goalposts.original, 6)
  expect(goalposts.attainedCurrent - goalposts.attainedOriginal).toBeCloseTo(goalposts.fromMoving, 12)
  expect(Math.abs(goalposts.fromMoving)).toBeGreaterThan(0.01)
  expect(goalposts.moves).toEqual([
    {
      recorded,
      from: recorded,
      value: fields.value,
      by: owner,
      byName: name,
      reason: 'dearer energy',
      isLate: expect.any(Boolean),
      isOwn: true,
      binds: true,
    },
  ])
  await server.expectReplay()
})
