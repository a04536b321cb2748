import { beforeAll, describe, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
const get = async (path: string): Promise<Loose> => {
  const { status, body } = await server.ask('GET', `/organisations/perlbeck${path}`)
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200)
  return body
}
beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
})

describe('what the screens read', () => {
  test('the model has every definition with its place', async () => {
    const model = await get('/strategy/model')
    expect(model.kpis).toHaveLength(46)
    expect(model.objectives).toHaveLength(14)
    const revenue = model.kpis.find(({ id }: Loose) => id === 'revenue')
    expect(revenue.place.file).toBe('company.yaml')
    expect(model.organisation.period).toMatch(/^FY\d\d$/)
  })

  test('the cascade shows what the targets below make of the 60 million wanted', async () => {
    const { reconciliations, kpis, objectives } = await get('/cascade')
    const revenue = reconciliations.find(({ kpi }: Loose) => kpi === 'revenue')
    expect(revenue).toMatchObject({
      verdict: 'gap',
      wanted: 60_000_000,
      produced: 57_500_000,
      gap: 2_500_000,
    })
    expect(revenue.parts.map(({ amount }: Loose) => amount).reduce((a: number, b: number) => a + b)).toBe(
      57_500_000,
    )
    expect(kpis.find(({ id }: Loose) => id === 'revenue').children).toHaveLength(4)
    expect(objectives.find(({ id }: Loose) => id === 'grow-revenue').kpis).toContain('revenue')
  })

  test('the map judges each causal link by the data', async () => {
    const { nodes, links, perspectives } = await get('/map')
    expect(perspectives).toHaveLength(4)
    expect(nodes.length).toBeGreaterThanOrEqual(14)
    expect(links.length).toBeGreaterThan(3)
    for (const link of links)
      expect(['supported', 'tentative', 'not-supported', 'insufficient-data']).toContain(link.verdict)
  })

  test('a KPI has limits, a forecast with nested bands, and the chance of its target', async () => {
    const outlook = await get('/kpis/revenue/outlook')
    expect(outlook.limits.length).toBeGreaterThan(0)
    const [first] = outlook.forecast.periods
    const [half, most, all] = first.bands
    expect(all.low).toBeLessThanOrEqual(most.low)
    expect(most.low).toBeLessThanOrEqual(half.low)
    expect(half.low).toBeLessThanOrEqual(first.middle)
    expect(half.high).toBeGreaterThanOrEqual(first.middle)
    expect(outlook.chance.chance).toBeGreaterThanOrEqual(0)
    expect(outlook.chance.chance).toBeLessThanOrEqual(1)
  })

  test('every objective has a chance or is left out with a reason, and the same question is answered at once', async () => {
    const outlook = await get('/outlook')
    expect(outlook.objectives.length).toBeGreaterThan(5)
    const since = performance.now()
    expect(await get('/outlook')).toEqual(outlook)
    expect(performance.now() - since).toBeLessThan(5000)
  })
})

test('check-ins name what is due first: the brand awareness that nobody handed in', async () => {
  const { rows } = await get('/check-ins')
  const [first] = rows
  expect(first).toMatchObject({ measure: 'brand-awareness', isDue: true, value: null, unit: '%' })
  expect(first.missing).toHaveLength(4)
  const period = first.period as string
  const { status } = await server.ask(
    'PUT',
    `/organisations/perlbeck/measures/brand-awareness/values/${period}`,
    {
      value: '32,1',
    },
  )
  expect(status).toBe(200)
  const again = (await get('/check-ins')).rows.find(({ measure }: Loose) => measure === 'brand-awareness')
  expect(again).toMatchObject({ isDue: false, value: 32.1, period })
})

test('the scorecard has names, last values and signals on request, and is a table of text without formulas', async () => {
  const { groups } = await get('/scorecard?detail=true')
  const revenue = groups.flatMap(({ kpis }: Loose) => kpis).find(({ id }: Loose) => id === 'revenue')
  expect(revenue.detail).toMatchObject({
    ownerName: expect.any(String),
    objective: 'grow-revenue',
    isGood: false,
  })
  expect(revenue.detail.recent.at(-1)).toBe(revenue.actual)
  const csv = (await server.ask('GET', '/organisations/perlbeck/scorecard.csv')).body as string
  expect(csv.split('\r\n')).toHaveLength(46 + 2)
  expect(csv.split('\r\n').filter((line) => /(^|,)"?[=+@]/.test(line))).toEqual([])
})

test('an organisation is not called as an address of the application', async () => {
  const { status, body } = await server.ask('POST', '/organisations', { slug: 'shared' })
  expect([status, body.code]).toEqual([409, 'slug-taken'])
})
