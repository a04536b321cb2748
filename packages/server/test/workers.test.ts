import { afterAll, expect, test } from 'vitest'
import { Workers } from '../src/workers/workers.ts'

const workers = new Workers(() => {})
afterAll(() => workers.stop())

const values = Float64Array.from({ length: 36 }, (_, at) => 100 + at + 10 * Math.sin(at))
const request = { values, season: 12, horizon: 6 }

test('what is asked of the same content is made once, and another content anew', async () => {
  const first = workers.run({ kind: 'outlook', request, goal: undefined })
  const again = workers.run({
    kind: 'outlook',
    request: { ...request, values: values.slice() },
    goal: undefined,
  })
  expect(again).toBe(first)
  const other = workers.run({ kind: 'outlook', request: { ...request, horizon: 7 }, goal: undefined })
  expect(other).not.toBe(first)
  const [a, b] = await Promise.all([first, other])
  expect('mean' in a.forecast && a.forecast.mean).toHaveLength(6)
  expect('mean' in b.forecast && b.forecast.mean).toHaveLength(7)
})

test('a fault of one task is told, and the next is done', async () => {
  const broken = workers.run({ kind: 'outlook', request: null as never, goal: undefined })
  const sound = workers.run({ kind: 'outlook', request: { ...request, horizon: 3 }, goal: undefined })
  await expect(broken).rejects.toThrow()
  expect('mean' in (await sound).forecast).toBe(true)
})
