import { expect, test } from 'vitest'
import { months } from '../engine/company.ts'
import { byPeriod, euros, kpi, reconciled, to, valuesOf } from './reconciled.ts'

test('[C2] a company wants 100, its departments sign 50, 30 and 10: 90 are produced, 10 are lacking', () => {
  const kpis = {
    whole: euros(100),
    sales: euros(50, to('share')),
    service: euros(30, to('share')),
    product: euros(10, to('share')),
  }
  const found = reconciled({ kpis })
  expect(found).toMatchObject({
    wanted: 100,
    produced: 90,
    gap: 10,
    verdict: 'gap',
    coverage: 1,
    obstacles: [],
  })
  expect(found.parts.map(({ link, amount }) => [link.from, amount])).toEqual([
    ['product', 10],
    ['sales', 50],
    ['service', 30],
  ])
})

test('[C4] 9 of 10 and 500 of 1000 are 509 of 1010, 50.4 % and not 70 %', () => {
  const kpis = {
    whole: kpi('%', 'ratio', '70%'),
    'won-north': kpi('offer', 'flow', 9, to('numerator')),
    'made-north': kpi('offer', 'flow', 10, to('denominator')),
    'won-south': kpi('offer', 'flow', 500, to('numerator')),
    'made-south': kpi('offer', 'flow', 1000, to('denominator')),
  }
  const found = reconciled({ kpis })
  expect(found.produced).toBe(509 / 1010)
  expect(found.verdict).toBe('gap')
  expect(found.gap).toBeCloseTo(0.7 - 509 / 1010, 12)
})

test('[C6] revenue plus 20 % is carried by receivable days from 45 to 30 and 50 new clients each quarter', () => {
  const days = { unit: 'day', kind: 'stock', polarity: 'lower' }
  const clients = { unit: 'client', kind: 'flow', polarity: 'higher' }
  const kpis = {
    whole: { ...euros(0), targets: [{ for: '2026', baseline: 10_000_000, change: '20%' }] },
    'receivable-days': {
      measure: days,
      targets: [{ for: '2026', baseline: 45, value: 30 }],
      ...to('influences', { elasticity: -0.06, assumption: 'Cash that is there can be sold with.' }),
    },
    'new-clients': {
      measure: clients,
      targets: [{ for: '2026', value: 50, each: 'quarter' }],
      ...to('share', { share: 9000, 'share-unit': 'EUR/client', of: 'change' }),
    },
  }
  const found = reconciled({ kpis })
  expect(found.wanted).toBe(12_000_000)
  const [fromClients, fromDays] = found.parts.map(({ amount }) => amount)
  expect(fromClients).toBe(1_800_000)
  expect(fromDays).toBeCloseTo(200_000, 6)
  expect(found.produced).toBeCloseTo(12_000_000, 6)
  expect(found).toMatchObject({ verdict: 'adds-up', assumptions: ['receivable-days'], silent: [] })

  const quarters = byPeriod({ kpis }, 'quarter')
  expect(quarters.map(({ wanted }) => wanted)).toEqual([3_000_000, 3_000_000, 3_000_000, 3_000_000])
  for (const one of quarters) {
    expect(one.baseline).toBeCloseTo(2_500_000, 6)
    expect(one.produced).toBeCloseTo(3_000_000, 6)
    expect(one.verdict).toBe('adds-up')
  }
})

test('[C13] 200 leads are planned, 100 come, 120 are planned on: a gap of 80 a quarter from the second on', () => {
  const lead = { unit: 'lead', kind: 'flow', polarity: 'higher', grain: 'quarter' }
  const revisions = [{ from: '2026-04-01', value: 120, reason: 'new channels start late' }]
  const kpis = {
    whole: { measure: lead, targets: [{ for: '2026', value: 200, each: 'quarter' }] },
    marketing: {
      measure: lead,
      targets: [{ for: '2026', value: 200, each: 'quarter', revisions }],
      ...to('share'),
    },
  }
  const draft = { kpis, values: { marketing: { '2026-Q1': 100 } }, asOf: '2026-04-15' }
  const found = reconciled(draft)
  expect(found).toMatchObject({ wanted: 800, produced: 200 + 3 * 120, gap: 240, verdict: 'gap' })
  expect(byPeriod(draft, 'quarter').map(({ gap, verdict }) => [gap, verdict])).toEqual([
    [0, 'adds-up'],
    [80, 'gap'],
    [80, 'gap'],
    [80, 'gap'],
  ])
})

test('[C2] cash flow of 1.00 M plus 15 % is 1.15 M, and two departments bring the 150,000', () => {
  const cash = { unit: 'EUR', kind: 'flow', polarity: 'higher' }
  const kpis = {
    whole: { measure: cash, targets: [{ for: '2026', change: '15%' }] },
    collections: euros(90_000, to('share', { of: 'change' })),
    savings: euros(60_000, to('share', { of: 'change' })),
  }
  const values = {
    whole: months(
      2025,
      Array.from({ length: 12 }, (_, at) => (at < 11 ? 80_000 : 120_000)),
    ),
  }
  const found = reconciled({ kpis, values })
  expect(found.baseline).toBe(1_000_000)
  expect(found.wanted).toBeCloseTo(1_150_000, 6)
  expect(found.produced).toBe(1_150_000)
  expect(found.verdict).toBe('adds-up')
})

test('[C2] profitability plus 15 % comes from revenue, counted once, and cost, taken off once', () => {
  const cost = { unit: 'EUR', kind: 'flow', polarity: 'lower' }
  const kpis = {
    whole: { ...euros(0), targets: [{ for: '2026', baseline: 5_000_000, change: '15%' }] },
    revenue: euros(60_000_000, to('share', { share: 1 })),
    cost: { measure: cost, targets: [{ for: '2026', value: 54_250_000 }], ...to('share', { share: -1 }) },
  }
  const found = reconciled({ kpis })
  expect(found).toMatchObject({ produced: 5_750_000, verdict: 'adds-up' })
  const dear = reconciled({
    kpis: { ...kpis, cost: { ...kpis.cost, targets: [{ for: '2026', value: 55_000_000 }] } },
  })
  expect(dear).toMatchObject({ produced: 5_000_000, verdict: 'gap' })
  expect(dear.gap).toBeCloseTo(750_000, 6)
})

test('[C2] churn less 10 %, shared by two departments, is one KPI and counts once', () => {
  const churn = { unit: '%', kind: 'ratio', polarity: 'lower' }
  const kpis = {
    whole: { measure: churn, targets: [{ for: '2026', baseline: '5%', change: '-10%' }] },
    'service-churn': {
      measure: churn,
      department: 'customer-service',
      'shared-with': ['finance'],
      targets: [{ for: '2026', baseline: '5%', change: '-10%' }],
      ...to('share'),
    },
  }
  const departments = { 'customer-service': {}, finance: {} }
  const found = reconciled({ kpis, departments })
  expect(found.wanted).toBeCloseTo(0.045, 15)
  expect(valuesOf(found)['service-churn']).toBe(found.wanted)
  expect(found).toMatchObject({ gap: 0, verdict: 'adds-up', coverage: 1 })
})
