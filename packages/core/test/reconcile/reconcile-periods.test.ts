import { expect, test } from 'vitest'
import { months } from '../engine/company.ts'
import { byPeriod, euros, obstaclesOf, reconciled, to } from './reconciled.ts'

const flow = { unit: 'EUR', kind: 'flow', polarity: 'higher' }
const stock = { unit: 'EUR', kind: 'stock', polarity: 'higher' }
const namesOf = (all: ReturnType<typeof byPeriod>) => all.map(({ period }) => period.ordinal)

test('[C13] a year that adds up may lack in spring what it has too much of in autumn', () => {
  const custom = { for: '2026', trajectory: { '2026-Q1': 10, '2026-Q2': 20, '2026-Q3': 30, '2026-Q4': 60 } }
  const kpis = { whole: euros(120), child: { measure: flow, targets: [custom], ...to('share') } }
  expect(reconciled({ kpis }).verdict).toBe('adds-up')
  const quarters = byPeriod({ kpis }, 'quarter')
  expect(quarters.map(({ wanted }) => wanted)).toEqual([30, 30, 30, 30])
  expect(quarters.map(({ gap }) => gap)).toEqual([expect.closeTo(20, 10), expect.closeTo(10, 10), 0, -30])
  expect(quarters.map(({ verdict }) => verdict)).toEqual(['gap', 'gap', 'adds-up', 'over-allocated'])
  expect(quarters.map(({ tolerance, padding, coverage }) => [tolerance, padding, coverage])).toEqual(
    Array.from({ length: 4 }, () => [0.15, 3, 1]),
  )
})

test('[C13] the periods are those that a target binds, also of several targets and longer than they', () => {
  const targets = [
    { for: '2026-Q1', value: 30 },
    { for: '2026-Q3', value: 60 },
  ]
  const kpis = { whole: { measure: flow, targets }, child: { measure: flow, targets, ...to('share') } }
  const monthly = byPeriod({ kpis }, 'month')
  expect(namesOf(monthly)).toEqual([0, 1, 2, 6, 7, 8].map((month) => 2026 * 12 + month))
  expect(monthly.map(({ wanted }) => wanted)).toEqual([10, 10, 10, 20, 20, 20])
  const [year, ...none] = byPeriod({ kpis }, 'year')
  expect(none).toEqual([])
  expect(year && obstaclesOf(year)).toEqual(['parent-without-target: whole', 'child-without-target: child'])
})

test('[C13] each period is judged by the revision that binds it', () => {
  const revisions = [{ from: '2026-07-01', value: 180, reason: 'a client won' }]
  const kpis = {
    whole: { measure: flow, targets: [{ for: '2026', value: 120, revisions }] },
    child: euros(120, to('share')),
  }
  const gaps = byPeriod({ kpis, asOf: '2026-08-31' }, 'half').map(({ gap }) => gap)
  expect(gaps).toEqual([expect.closeTo(0, 10), expect.closeTo(30, 10)])
})

test('[C13] the baseline of a flow is spread like its target', () => {
  const seasonal = { for: '2026', change: '10%', trajectory: 'seasonal' }
  const kpis = {
    whole: { measure: flow, targets: [seasonal] },
    child: {
      measure: flow,
      targets: [{ for: '2026', value: 12, trajectory: 'step' }],
      ...to('share', { of: 'change' }),
    },
  }
  const values = { whole: months(2025, [5, 5, 5, 5, 5, 5, 15, 15, 15, 15, 15, 15]) }
  const halves = byPeriod({ kpis, values }, 'half')
  expect(halves.map(({ baseline }) => baseline)).toEqual([expect.closeTo(30, 10), expect.closeTo(90, 10)])
  expect(halves.map(({ produced }) => produced)).toEqual([expect.closeTo(36, 10), expect.closeTo(96, 10)])
})

test('[C13] what flows into a level adds up from the beginning of its target', () => {
  const kpis = {
    whole: {
      measure: stock,
      targets: [{ for: '2026', baseline: 100, value: 220, trajectory: 'linear' }],
    },
    inflow: { measure: flow, targets: [{ for: '2026', value: 120 }], ...to('share', { of: 'change' }) },
  }
  const quarters = byPeriod({ kpis }, 'quarter')
  expect(quarters.map(({ wanted }) => wanted)).toEqual([130, 160, 190, 220])
  for (const one of quarters) {
    expect(one.produced).toBeCloseTo(one.wanted, 9)
    expect(one.verdict).toBe('adds-up')
  }
})

test('[C13] a KPI that is judged by longer periods is reconciled in those', () => {
  const kpis = {
    whole: { ...euros(120), grain: 'quarter' },
    child: euros(120, to('share')),
  }
  expect(byPeriod({ kpis }, 'month').map(({ period, wanted }) => [period.grain, wanted])).toEqual(
    Array.from({ length: 4 }, () => ['quarter', 30]),
  )
})

test('[C13] nothing contributes, or there is no target: there is no period', () => {
  const kpis = { whole: euros(120), alone: { ...euros(1, to('share')), targets: [] } }
  expect(byPeriod({ kpis }, 'month', 'alone')).toEqual([])
  expect(byPeriod({ kpis: { ...kpis, whole: { ...kpis.whole, targets: [] } } }, 'month')).toEqual([])
})
