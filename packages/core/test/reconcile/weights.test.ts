import { expect, test } from 'vitest'
import { months } from '../engine/company.ts'
import { kpi, obstaclesOf, reconciled, sensitivitiesOf, to } from './reconciled.ts'

const headcount = { unit: 'person', kind: 'stock' }
const orders = { unit: 'order', kind: 'flow' }
const measures = { north: headcount, south: headcount, 'north-orders': orders, 'south-orders': orders }
const weighted = (north: string, south: string) => ({
  whole: kpi('%', 'ratio', '80%'),
  'on-time-north': kpi('%', 'ratio', '60%', to('mean', { 'weight-by': north })),
  'on-time-south': kpi('%', 'ratio', '90%', to('mean', { 'weight-by': south })),
})
const target = (measure: string, value: number, grain = '2026') => ({
  measure,
  targets: [{ for: grain, value }],
})

test('[C3] the weights are the targets of the weight measures in the period', () => {
  const kpis = { ...weighted('north', 'south'), n: target('north', 10), s: target('south', 30) }
  const values = { north: months(2025, [99]), south: months(2025, [1]) }
  const found = reconciled({ measures, kpis, values })
  expect(found.produced).toBeCloseTo((10 * 0.6 + 30 * 0.9) / 40, 15)
  expect(found.verdict).toBe('adds-up')
  expect(sensitivitiesOf(found)).toEqual({ 'on-time-north': 0.25, 'on-time-south': 0.75 })
})

test('[C3] where one has no target all weights are measured ones, of the last period in which all are known', () => {
  const kpis = { ...weighted('north', 'south'), n: target('north', 10) }
  const values = { north: months(2026, [20, 30, 50]), south: months(2026, [20, 10]) }
  const found = reconciled({ measures, kpis, values, asOf: '2026-03-31' })
  expect(found.parts.map(({ weight }) => weight)).toEqual([30, 10])
  expect(found.produced).toBeCloseTo(0.75 * 0.6 + 0.25 * 0.9, 15)
})

test('[C3] measured weights that flow are those of a whole period of the same length', () => {
  const kpis = weighted('north-orders', 'south-orders')
  const values = {
    'north-orders': { ...months(2025, Array<number>(12).fill(10)), ...months(2026, [1000]) },
    'south-orders': { ...months(2025, Array<number>(12).fill(30)), ...months(2026, [1]) },
  }
  const found = reconciled({ measures, kpis, values, asOf: '2026-02-10' })
  expect(found.parts.map(({ weight }) => weight)).toEqual([120, 360])
  const short = reconciled({
    measures,
    kpis,
    values: { 'north-orders': months(2026, [10]), 'south-orders': months(2026, [30]) },
    asOf: '2026-02-10',
  })
  expect(short.parts.map(({ weight }) => weight)).toEqual([10, 30])
  expect(short.produced).toBe(found.produced)
})

test('[C3] which of two KPIs on a weight measure counts does not hang on the order of the files', () => {
  const kpis = { ...weighted('north', 'south'), s: target('south', 30) }
  const first = reconciled({ measures, kpis: { ...kpis, a: target('north', 10), b: target('north', 90) } })
  const second = reconciled({ measures, kpis: { b: target('north', 90), a: target('north', 10), ...kpis } })
  expect(first.parts[0]?.weight).toBe(10)
  expect(second.parts[0]?.weight).toBe(10)
})

test('[C8] a weight that nobody measured or planned, or that is not named, is told; the others are shown', () => {
  const values = { north: months(2026, [10]) }
  const found = reconciled({ measures, kpis: weighted('north', 'south'), values, asOf: '2026-03-31' })
  expect(obstaclesOf(found)).toEqual(['weight-missing: on-time-south'])
  expect(found).toMatchObject({ produced: 0.6, verdict: 'not-checkable' })
  const kpis = { whole: kpi('%', 'ratio', '80%'), child: kpi('%', 'ratio', '60%', to('mean')) }
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['weight-missing: child'])
})

test('[C8] weights of unlike units are not added, and weights of 0 make no mean', () => {
  const values = { north: months(2026, [10]), 'south-orders': months(2026, [30]) }
  const unlike = reconciled({ measures, kpis: weighted('north', 'south-orders'), values, asOf: '2026-01-31' })
  expect(obstaclesOf(unlike)).toEqual(['unit-mismatch: on-time-south'])
  const zero = { north: months(2026, [0]), south: months(2026, [0]) }
  const found = reconciled({ measures, kpis: weighted('north', 'south'), values: zero, asOf: '2026-01-31' })
  expect(obstaclesOf(found)).toEqual(['weights-zero: whole'])
})
