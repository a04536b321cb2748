import { expect, test } from 'vitest'
import { euros, kpi, obstaclesOf, reconciled, sensitivitiesOf, to } from './reconciled.ts'

const currencies = {
  USD: {
    rates: [
      { from: '2025-01-01', rate: 1.1 },
      { from: '2026-06-30', rate: 1.25 },
      { from: '2027-01-01', rate: 5 },
    ],
  },
  JPY: { rates: [{ from: '2025-01-01', rate: 160 }] },
}

test('[C12] an amount becomes one in the parent’s currency at the rate of the due day', () => {
  const kpis = {
    whole: euros(180),
    here: euros(100, to('share')),
    there: kpi('USD', 'flow', 100, to('share')),
  }
  const found = reconciled({ kpis, currencies })
  expect(found.parts.map(({ amount }) => amount)).toEqual([100, 80])
  expect(found).toMatchObject({ produced: 180, verdict: 'adds-up' })
  const first = {
    whole: { ...kpis.whole, targets: [{ for: '2026-Q1', value: 45 }] },
    there: { ...kpis.there, targets: [{ for: '2026-Q1', value: 55 }] },
  }
  expect(reconciled({ kpis: first, currencies }).produced).toBeCloseTo(50, 12)
})

test('[C12] two other currencies cross through the organisation’s', () => {
  const kpis = { whole: kpi('USD', 'flow', 100), child: kpi('JPY', 'flow', 12_800, to('share')) }
  expect(reconciled({ kpis, currencies }).produced).toBeCloseTo(100, 10)
})

test('[C12] a price of a currency is exchanged like an amount, and a yield for a currency the other way', () => {
  const price = {
    whole: kpi('EUR/client', 'ratio', 80),
    child: kpi('USD/client', 'ratio', 100, to('min')),
  }
  expect(reconciled({ kpis: price, currencies }).produced).toBeCloseTo(80, 12)
  const yields = {
    whole: kpi('client/EUR', 'ratio', 125),
    child: kpi('client/USD', 'ratio', 100, to('min')),
  }
  const found = reconciled({ kpis: yields, currencies })
  expect(found.produced).toBeCloseTo(125, 12)
  expect(sensitivitiesOf(found).child).toBeCloseTo(1.25, 12)
})

test('[C12] a share with a unit, a product and a quotient are exchanged as a whole', () => {
  const share = {
    whole: euros(1600),
    child: kpi('client', 'flow', 20, to('share', { share: 100, 'share-unit': 'USD/client' })),
  }
  expect(reconciled({ kpis: share, currencies }).produced).toBeCloseTo(1600, 10)
  const product = {
    whole: euros(1600),
    clients: kpi('client', 'flow', 20, to('factor')),
    price: kpi('USD/client', 'ratio', 100, to('factor')),
  }
  expect(reconciled({ kpis: product, currencies }).produced).toBeCloseTo(1600, 10)
  const quotient = {
    whole: kpi('EUR/client', 'ratio', 90),
    clients: kpi('client', 'flow', 20, to('denominator')),
    here: euros(1000, to('numerator')),
    there: kpi('USD', 'flow', 1000, to('numerator')),
  }
  expect(reconciled({ kpis: quotient, currencies }).produced).toBeCloseTo(90, 12)
})

test('[C8] a currency without a rate on the due day is told as such', () => {
  const kpis = {
    whole: euros(180),
    here: euros(100, to('share')),
    there: kpi('CHF', 'flow', 100, to('share')),
  }
  const found = reconciled({ kpis, currencies })
  expect(obstaclesOf(found)).toEqual(['rate-missing: there'])
  expect(found.produced).toBe(100)
  const early = {
    whole: { ...kpis.whole, targets: [{ for: '2024', value: 180 }] },
    there: { ...kpi('USD', 'flow', 1, to('share')), targets: [{ for: '2024', value: 55 }] },
  }
  expect(obstaclesOf(reconciled({ kpis: early, currencies }))).toEqual(['rate-missing: there'])
})

test('[C8] different units have no rate: three capital letters do not make a currency', () => {
  const kpis = { whole: euros(180), staff: kpi('FTE', 'flow', 3, to('share')) }
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['unit-mismatch: staff'])
})

test('[C8] the units of factors give the unit of the parent, or the first of them is told', () => {
  const kpis = {
    whole: euros(1800),
    clients: kpi('client', 'flow', 200, to('factor')),
    price: kpi('EUR/order', 'ratio', 9, to('factor')),
  }
  const found = reconciled({ kpis })
  expect(obstaclesOf(found)).toEqual(['unit-mismatch: clients'])
  expect(found.verdict).toBe('not-checkable')
})

test('[C8] denominators have one unit, and numerators the parent’s times that', () => {
  const whole = kpi('EUR/client', 'ratio', 90)
  const clients = kpi('client', 'flow', 20, to('denominator'))
  const money = euros(1800, to('numerator'))
  const days = kpi('day', 'flow', 10, to('denominator'))
  expect(reconciled({ kpis: { whole, clients, money } }).verdict).toBe('adds-up')
  expect(obstaclesOf(reconciled({ kpis: { whole, clients, money, days } }))).toEqual(['unit-mismatch: days'])
  const hours = kpi('hour', 'flow', 10, to('numerator'))
  expect(obstaclesOf(reconciled({ kpis: { whole, clients, hours } }))).toEqual(['unit-mismatch: hours'])
})

test('[C8] percentages and pure numbers are of one sort', () => {
  const kpis = {
    whole: kpi('%', 'ratio', '6%'),
    share: kpi('%', 'ratio', '60%', to('factor')),
    part: kpi('1', 'ratio', 0.1, to('factor')),
  }
  expect(reconciled({ kpis }).produced).toBeCloseTo(0.06, 15)
})
