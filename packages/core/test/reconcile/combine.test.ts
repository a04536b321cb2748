import { expect, test } from 'vitest'
import { months } from '../engine/company.ts'
import { euros, kpi, obstaclesOf, reconciled, sensitivitiesOf, to } from './reconciled.ts'

const cost = { unit: 'EUR', kind: 'flow', polarity: 'lower' }
const days = { unit: 'day', kind: 'stock', polarity: 'lower' }

test('[C2] shares may be negative, and more than all of a child', () => {
  const kpis = {
    whole: euros(130),
    revenue: euros(100, to('share', { share: 2 })),
    cost: { measure: cost, targets: [{ for: '2026', value: 140 }], ...to('share', { share: '-50%' }) },
  }
  const found = reconciled({ kpis })
  expect(found.parts.map(({ amount }) => amount)).toEqual([-70, 200])
  expect(found).toMatchObject({ produced: 130, verdict: 'adds-up' })
})

test('[C2] of the change, children of several units make up what comes to the baseline', () => {
  const kpis = {
    whole: { ...euros(0), targets: [{ for: '2026', baseline: 1000, value: 1500 }] },
    clients: kpi('client', 'flow', 20, to('share', { share: 10, 'share-unit': 'EUR/client', of: 'change' })),
    repairs: kpi('repair', 'flow', 50, to('share', { share: 4, 'share-unit': 'EUR/repair', of: 'change' })),
    upsell: euros(100, to('share', { of: 'change' })),
  }
  const found = reconciled({ kpis })
  expect(found.parts.map(({ amount }) => amount)).toEqual([200, 200, 100])
  expect(found).toMatchObject({ baseline: 1000, produced: 1500, verdict: 'adds-up' })
  expect(sensitivitiesOf(found)).toEqual({ clients: 10, repairs: 4, upsell: 1 })
})

test('[C2] of the change, without a baseline there is nothing to add to', () => {
  const kpis = { whole: euros(1500), child: euros(100, to('share', { of: 'change' })) }
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['parent-without-baseline: whole'])
})

test('[C4] several numerators and denominators, and one child as both', () => {
  const kpis = {
    whole: kpi('%', 'ratio', '50%'),
    won: {
      ...kpi('offer', 'flow', 60),
      contributes: [
        { to: 'whole', kind: 'numerator' },
        { to: 'whole', kind: 'denominator' },
      ],
    },
    lost: kpi('offer', 'flow', 40, to('denominator')),
  }
  const found = reconciled({ kpis })
  expect(found).toMatchObject({ produced: 0.6, coverage: 1 })
  expect(found.parts.map(({ link }) => `${link.from} ${link.kind}`)).toEqual([
    'lost denominator',
    'won denominator',
    'won numerator',
  ])
})

test('[C4] without a numerator, or without a denominator, or with denominators of 0 there is no ratio', () => {
  const whole = kpi('%', 'ratio', '50%')
  const over = kpi('offer', 'flow', 1, to('numerator'))
  const under = (value: number) => kpi('offer', 'flow', value, to('denominator'))
  expect(obstaclesOf(reconciled({ kpis: { whole, over } }))).toEqual(['denominator-missing: whole'])
  expect(obstaclesOf(reconciled({ kpis: { whole, under: under(2) } }))).toEqual(['numerator-missing: whole'])
  const zero = reconciled({ kpis: { whole, over, under: under(0) } })
  expect(obstaclesOf(zero)).toEqual(['denominator-zero: whole'])
  expect(zero.produced).toBeNaN()
})

test('[C5] factors are multiplied: 200 clients of 9,000 EUR each are 1.8 M', () => {
  const kpis = {
    whole: euros(1_800_000),
    clients: kpi('client', 'flow', 200, to('factor')),
    price: kpi('EUR/client', 'ratio', 9000, to('factor')),
  }
  const found = reconciled({ kpis })
  expect(found).toMatchObject({ produced: 1_800_000, verdict: 'adds-up' })
  expect(sensitivitiesOf(found)).toEqual({ clients: 9000, price: 200 })
})

test('[C5] the smallest and the largest child bind, and only they move the parent', () => {
  const shares = (kind: string) => ({
    whole: kpi('%', 'ratio', '90%'),
    north: kpi('%', 'ratio', '80%', to(kind)),
    south: kpi('%', 'ratio', '95%', to(kind)),
  })
  const least = reconciled({ kpis: shares('min') })
  expect(least).toMatchObject({ produced: 0.8, verdict: 'gap' })
  expect(sensitivitiesOf(least)).toEqual({ north: 1, south: 0 })
  const most = reconciled({ kpis: shares('max') })
  expect(most).toMatchObject({ produced: 0.95, verdict: 'adds-up' })
  expect(sensitivitiesOf(most)).toEqual({ north: 0, south: 1 })
})

const based = (baseline: number, value: number) => ({ targets: [{ for: '2026', baseline, value }] })

test('[C6] influences alone move the baseline by their elasticities', () => {
  const kpis = {
    whole: { ...euros(0), ...based(1000, 1150) },
    profit: { ...euros(0), ...based(500, 600), ...to('influences', { elasticity: 0.5 }) },
    days: { measure: days, ...based(45, 36), ...to('influences', { elasticity: -0.25 }) },
  }
  const found = reconciled({ kpis })
  expect(found.parts.map(({ amount }) => amount)).toEqual([
    expect.closeTo(1000 * -0.25 * (36 / 45 - 1), 10),
    expect.closeTo(1000 * 0.5 * 0.2, 10),
  ])
  expect(found.produced).toBeCloseTo(1150, 10)
  expect(found.assumptions).toEqual(['days', 'profit'])
})

test('[C6] beside arithmetic links influences add to what those produce', () => {
  const kpis = {
    whole: { ...euros(0), ...based(1000, 1200) },
    shops: euros(1100, to('share')),
    days: { measure: days, ...based(45, 36), ...to('influences', { elasticity: -0.5 }) },
  }
  expect(reconciled({ kpis }).produced).toBeCloseTo(1100 + 100, 10)
})

test('[C6] an influence without elasticity adds nothing, hinders nothing, and is named', () => {
  const kpis = {
    whole: { ...euros(0), ...based(1000, 1100) },
    shops: euros(1100, to('share')),
    mood: { measure: { unit: 'point', kind: 'index' }, ...to('influences') },
  }
  const found = reconciled({ kpis })
  expect(found).toMatchObject({ produced: 1100, verdict: 'adds-up', assumptions: [], silent: ['mood'] })
})

test('[C6] an influence from a baseline that is 0 or not known cannot be computed', () => {
  const whole = { ...euros(0), ...based(1000, 1100) }
  const days0 = { measure: days, ...based(0, 36), ...to('influences', { elasticity: -0.5 }) }
  expect(obstaclesOf(reconciled({ kpis: { whole, days: days0 } }))).toEqual(['child-baseline-zero: days'])
  const unknown = {
    measure: days,
    targets: [{ for: '2026', value: 36 }],
    ...to('influences', { elasticity: 1 }),
  }
  const found = reconciled({ kpis: { whole, days: unknown } })
  expect(obstaclesOf(found)).toEqual(['child-without-baseline: days'])
  expect(found.produced).toBeNaN()
  const measured = reconciled({
    kpis: { whole, days: unknown },
    values: { days: months(2025, Array<number>(12).fill(45)) },
  })
  expect(measured.produced).toBeCloseTo(800, 10)
})

test('[C9] each kind has its sensitivity', () => {
  const two = (kind: string, more: Record<string, unknown> = {}) => ({
    whole: { ...euros(0), ...based(1000, 1100) },
    a: euros(400, to(kind, more)),
    b: euros(800, to(kind, more)),
  })
  expect(sensitivitiesOf(reconciled({ kpis: two('share', { share: 0.5 }) }))).toEqual({ a: 0.5, b: 0.5 })
  const ratio = {
    whole: kpi('%', 'ratio', '50%'),
    a: euros(400, to('numerator')),
    b: euros(800, to('denominator')),
  }
  expect(sensitivitiesOf(reconciled({ kpis: ratio }))).toEqual({ a: 1 / 800, b: -400 / 640_000 })
  const influence = {
    whole: { ...euros(0), ...based(1000, 1100) },
    a: { ...euros(0), ...based(500, 550), ...to('influences', { elasticity: 2 }) },
  }
  expect(sensitivitiesOf(reconciled({ kpis: influence }))).toEqual({ a: 4 })
})

test('[C9] the sensitivity to a mean is the share of the weight, to a currency the rate', () => {
  const rates = { USD: { rates: [{ from: '2026-01-01', rate: 2 }] } }
  const kpis = {
    whole: euros(100),
    a: kpi('USD', 'flow', 100, to('share', { share: 0.5 })),
  }
  expect(sensitivitiesOf(reconciled({ kpis, currencies: rates }))).toEqual({ a: 0.25 })
})
