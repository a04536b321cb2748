import { expect, test } from 'vitest'
import { months } from '../engine/company.ts'
import { allOf, euros, kpi, obstaclesOf, reconciled, to, valuesOf } from './reconciled.ts'

const flow = { unit: 'EUR', kind: 'flow', polarity: 'higher' }
const stock = { unit: 'EUR', kind: 'stock', polarity: 'higher' }
const quarters = (...values: readonly number[]) =>
  values.map((value, at) => ({ for: `2026-Q${at + 1}`, value }))

test('[C1] a target for this very period counts with its goal, to the last digit', () => {
  const found = reconciled({ kpis: { whole: euros(0.7), child: euros(0.7, to('share')) } })
  expect(found).toMatchObject({ wanted: 0.7, produced: 0.7, gap: 0 })
})

test('[C1] shorter targets of a flow add up, of a stock the last one counts', () => {
  const kpis = {
    whole: euros(100),
    flowing: { measure: flow, targets: quarters(10, 20, 30, 40), ...to('share') },
    standing: { measure: stock, targets: quarters(1, 2, 3, 4), ...to('share') },
  }
  const { flowing, standing } = valuesOf(reconciled({ kpis }))
  expect(flowing).toBeCloseTo(100, 10)
  expect(standing).toBe(4)
})

test('[C1] a target for the year counts with its goal though a target for its last quarter binds that', () => {
  const targets = [
    { for: '2026', value: 120 },
    { for: '2026-Q4', value: 60 },
  ]
  const kpis = { whole: { measure: flow, targets }, child: { measure: flow, targets, ...to('share') } }
  const [year, quarter] = allOf({ kpis })
  expect(year).toMatchObject({ wanted: 120, produced: 120 })
  expect(quarter).toMatchObject({ wanted: 60, produced: 60 })
})

test('[C1] of a target for a longer period the trajectory of the shorter one counts', () => {
  const quarter = { measure: flow, targets: [{ for: '2026-Q1', value: 30 }] }
  const kpis = {
    whole: quarter,
    flowing: { measure: flow, targets: [{ for: '2026', value: 120 }], ...to('share') },
    standing: {
      measure: stock,
      targets: [{ for: '2026', baseline: 0, value: 120, trajectory: 'linear' }],
      ...to('share'),
    },
    seasonal: {
      measure: flow,
      targets: [{ for: '2026', value: 130, trajectory: 'seasonal' }],
      ...to('share'),
    },
  }
  const values = { seasonal: months(2025, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) }
  const found = valuesOf(reconciled({ kpis, values }))
  expect(found.flowing).toBeCloseTo(30, 12)
  expect(found.standing).toBe(30)
  expect(found.seasonal).toBeCloseTo((130 * 6) / 78, 12)
})

test('[C1] with each, a flow adds up its periods, and any other kind holds', () => {
  const each = [{ for: '2026', value: 50, each: 'quarter' }]
  const kpis = {
    whole: euros(250),
    flowing: { measure: flow, targets: each, ...to('share') },
    standing: { measure: stock, targets: each, ...to('share') },
  }
  const { flowing, standing } = valuesOf(reconciled({ kpis }))
  expect(flowing).toBeCloseTo(200, 10)
  expect(standing).toBe(50)
})

test('[C1] a custom trajectory adds up where the measure flows', () => {
  const targets = [{ for: '2026', trajectory: { '2026-01': 10, '2026-04': 5 } }]
  const kpis = { whole: euros(75), child: { measure: flow, targets, ...to('share') } }
  expect(reconciled({ kpis }).produced).toBe(3 * 10 + 9 * 5)
})

test('[C1] the goal counts as it was last revised by the day it is looked at', () => {
  const revisions = [{ from: '2026-07-01', value: 180, reason: 'a client won' }]
  const kpis = {
    whole: { measure: flow, targets: [{ for: '2026', value: 120, revisions }] },
    child: euros(120, to('share')),
  }
  expect(reconciled({ kpis, asOf: '2026-08-31' })).toMatchObject({ wanted: 180, gap: 60 })
  expect(reconciled({ kpis, asOf: '2026-06-30' })).toMatchObject({ wanted: 120, gap: 0 })
})

test('[C1] neither the period of the scorecard nor how far back values go changes a digit', () => {
  const kpis = {
    whole: { measure: flow, targets: [{ for: '2021-03', value: 10 }] },
    child: { measure: flow, targets: [{ for: '2021', value: 120 }], ...to('share') },
  }
  const organisation = { name: 'Test', currency: 'EUR', grain: 'year' }
  expect(reconciled({ kpis }).produced).toBe(10)
  expect(reconciled({ kpis, organisation })).toMatchObject({ wanted: 10, produced: 10, verdict: 'adds-up' })
})

test('[C1] a relative target rests on its own baseline; without one it is told, not called missing', () => {
  const targets = [{ for: '2026', change: '10%' }]
  const kpis = { whole: euros(1320), child: { measure: flow, targets, ...to('share') } }
  const found = reconciled({ kpis, values: { child: months(2025, Array<number>(12).fill(100)) } })
  expect(found.produced).toBeCloseTo(1320, 10)
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['child-without-baseline: child'])
})

test('[C1] the baseline of shorter targets: the first one’s, or for a flow all of them', () => {
  const change = { elasticity: 1 }
  const written = [10, 20, 30, 40].map((baseline, at) => ({
    for: `2026-Q${at + 1}`,
    baseline,
    value: 2 * baseline,
  }))
  const kpis = {
    whole: { measure: flow, targets: [{ for: '2026', baseline: 1000, value: 1000 }] },
    flowing: { measure: flow, targets: written, ...to('influences', change) },
    measured: { measure: flow, targets: quarters(30, 30, 30, 30), ...to('influences', change) },
    standing: { measure: stock, targets: written, ...to('influences', change) },
  }
  const values = { measured: months(2025, Array<number>(12).fill(5)) }
  const bases = Object.fromEntries(
    reconciled({ kpis, values }).parts.map(({ link, base }) => [link.from, base]),
  )
  expect(bases.flowing).toBeCloseTo(100, 10)
  expect(bases.measured).toBe(60)
  expect(bases.standing).toBe(10)
})

test('[C1] with each, the baseline of a flow is as often counted as its goal', () => {
  const targets = [{ for: '2026', baseline: 40, value: 50, each: 'quarter' }]
  const kpis = {
    whole: { measure: flow, targets: [{ for: '2026', baseline: 1000, value: 1250 }] },
    child: { measure: flow, targets, ...to('influences', { elasticity: 1 }) },
  }
  const found = reconciled({ kpis })
  expect(found.parts[0]?.base).toBeCloseTo(160, 10)
  expect(found.produced).toBeCloseTo(1250, 10)
})

test('[C8] a kind that cannot be brought to the period: a distinct count of shorter periods', () => {
  const count = { unit: 'customer', kind: 'distinct-count', polarity: 'higher' }
  const kpis = {
    whole: kpi('customer', 'distinct-count', 100),
    child: { measure: count, targets: quarters(40, 50, 60, 70), ...to('share') },
  }
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['child-not-aggregable: child'])
  const year = { ...kpis, child: { ...kpis.child, targets: [{ for: '2026', value: 100 }] } }
  expect(reconciled({ kpis: year })).toMatchObject({ produced: 100, verdict: 'adds-up' })
})

test('[C8] a child that is judged by longer periods cannot be brought to a shorter one', () => {
  const kpis = {
    whole: { measure: flow, targets: [{ for: '2026-Q1', value: 30 }] },
    child: { ...euros(120, to('share')), grain: 'year' },
  }
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['child-grain-too-long: child'])
})
