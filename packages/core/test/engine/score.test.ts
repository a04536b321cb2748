import { expect, test } from 'vitest'
import { trendOf } from '../../src/engine/trend.ts'
import { attainment } from '../../src/score/attainment.ts'
import type { Reader } from './company.ts'
import { bothEvaluators, company, months } from './company.ts'

type Item = Record<string, unknown>

/** A stock of one month with one target for the year; checks its KPI in January 2026. */
function judged(
  measure: Item,
  target: Item,
  actual: number,
  check: (cell: ReturnType<Reader['kpi']>) => void,
): void {
  const it = { unit: 'EUR', kind: 'stock', polarity: 'higher', ...measure }
  const values = { it: { '2026-01': actual } }
  const draft = { measures: { it }, kpis: { it: { targets: [{ for: '2026', ...target }] } }, values }
  bothEvaluators(company(draft), (read) => check(read.kpi('it', '2026-01')))
}

const scored = (measure: Item, target: Item, actual: number, score: number | string) =>
  judged(measure, target, actual, (cell) =>
    expect(cell.reason === 'present' ? cell.score : cell.reason).toBe(score),
  )

const hasStatus = (measure: Item, target: Item, actual: number, status: string) =>
  judged(measure, target, actual, (cell) => expect([actual, cell.status]).toEqual([actual, status]))

const lower = { polarity: 'lower' }

test('[K1] attainment is 1 at the target; a cost of 110 against 100 attains 0.9', () => {
  for (const polarity of ['higher', 'lower']) scored({ polarity }, { value: 37 }, 37, 1)
  scored({}, { value: 100 }, 90, 0.9)
  scored(lower, { value: 100 }, 110, 0.9)
  // A loss of 5 against a planned loss of 10 attains 1.5, one of 15 half.
  expect(attainment(-5, -10, 1)).toBe(1.5)
  scored({}, { value: -10 }, -15, 0.5)
})

test('[K1] a target of 0 is met or has no scale', () => {
  scored({}, { value: 0 }, 3, 1)
  scored({}, { value: 0 }, 0, 1)
  scored({}, { value: 0 }, -3, 'no-scale')
  scored(lower, { value: 0 }, 3, 'no-scale')
  scored(lower, { value: 0 }, -3, 1)
})

test('[K2] a range attains 1 inside, less by the distance from the nearer bound', () => {
  const between = (low: number, high: number) => ({ between: [low, high] })
  for (const actual of [20, 30, 40]) scored({ polarity: 'range' }, between(20, 40), actual, 1)
  scored({ polarity: 'range' }, between(20, 40), 15, 0.75)
  scored({ polarity: 'range' }, between(20, 40), 50, 0.75)
  scored({ polarity: 'range' }, between(0, 40), -10, 0.75)
  // The same where a direction is stated: inside the bounds is inside.
  scored({ polarity: 'higher' }, between(20, 40), 50, 0.75)
  scored({ polarity: 'higher' }, between(20, 40), 30, 1)
})

test('[K3] progress is the share of the way from the baseline to the goal', () => {
  scored({}, { baseline: 50, value: 100, score: 'progress' }, 60, 0.2)
  scored(lower, { baseline: 45, value: 30, score: 'progress' }, 40, 1 / 3)
  scored({}, { baseline: 100, value: 100, score: 'progress' }, 100, 1)
  scored({}, { baseline: 100, value: 100, score: 'progress' }, 99, 0)
  scored({}, { value: 100, score: 'progress' }, 60, 'no-baseline')
  // A level on a linear trajectory is still measured against the final goal.
  scored({}, { baseline: 0, value: 120, trajectory: 'linear', score: 'progress' }, 10, 10 / 120)
})

test('[K3] progress of a flow compares the period with its share of baseline and goal', () => {
  scored({ kind: 'flow' }, { baseline: 120, value: 240, score: 'progress' }, 15, 0.5)
  // The first of twelve months of a rise from 120 to 276: from 10 to 12.
  scored({ kind: 'flow' }, { baseline: 120, value: 276, trajectory: 'linear', score: 'progress' }, 11, 0.5)
})

test('[K3] progress towards a range is the part of the distance that is gone', () => {
  const range = { baseline: 60, between: [20, 40], score: 'progress' }
  scored({ polarity: 'range' }, range, 50, 0.5)
  scored({ polarity: 'range' }, range, 30, 1)
  scored({ polarity: 'range' }, range, 80, 0)
  scored({ polarity: 'range' }, { ...range, baseline: 30 }, 41, 0)
  scored({ polarity: 'range', kind: 'flow' }, { ...range, baseline: 720 }, 50, 0.5)
})

test('[K4] performance is the place on the scale, turned round where lower is better', () => {
  const scale = { min: 0, max: 200 }
  scored({}, { value: 1, scale, score: 'performance' }, 150, 0.75)
  scored(lower, { value: 1, scale, score: 'performance' }, 150, 0.25)
  scored({}, { value: 1, score: 'performance' }, 150, 'no-scale')
  scored({}, { value: 1, scale: { min: 5, max: 5 }, score: 'performance' }, 150, 'no-scale')
  scored({ polarity: 'range' }, { between: [1, 2], scale, score: 'performance' }, 150, 'no-scale')
})

test('[K5] the score is limited to 0 … 1', () => {
  scored({}, { value: 100 }, 250, 1)
  scored({}, { value: 100 }, -50, 0)
  scored({}, { baseline: 0, value: 10, score: 'progress' }, -5, 0)
  scored({}, { value: 1, scale: { min: 0, max: 10 }, score: 'performance' }, 11, 1)
})

test('[K6] status by attainment: on track from 95 %, at risk from 80 %, or the bands stated', () => {
  hasStatus({}, { value: 100 }, 95, 'on-track')
  hasStatus({}, { value: 100 }, 94.9, 'at-risk')
  hasStatus({}, { value: 100 }, 80, 'at-risk')
  hasStatus({}, { value: 100 }, 79.9, 'off-track')
  const status = { method: 'attainment', 'on-track': '60%', 'at-risk': '30%' }
  hasStatus({}, { value: 100, status }, 60, 'on-track')
  hasStatus({}, { value: 100, status }, 59, 'at-risk')
  hasStatus({}, { baseline: 0, value: 100, score: 'progress', status }, 29, 'off-track')
})

test('[K7] status by trajectory: the shortfall against a tolerance, once and twice', () => {
  const status = { method: 'trajectory', tolerance: 2 }
  hasStatus({}, { value: 100, status }, 98, 'on-track')
  hasStatus({}, { value: 100, status }, 96, 'at-risk')
  hasStatus({}, { value: 100, status }, 95, 'off-track')
  hasStatus(lower, { value: 100, status }, 104, 'at-risk')
  // Five per cent of the way from 60 to 100 by default; of the target where there is no way.
  hasStatus({}, { baseline: 60, value: 100, status: { method: 'trajectory' } }, 98, 'on-track')
  hasStatus({}, { baseline: 60, value: 100, status: { method: 'trajectory' } }, 97.9, 'at-risk')
  hasStatus({}, { baseline: 100, value: 100, status: { method: 'trajectory' } }, 95, 'on-track')
  hasStatus({}, { value: 100, status: { method: 'trajectory' } }, 95, 'on-track')
  hasStatus(
    { polarity: 'range' },
    { between: [20, 40], status: { method: 'trajectory', tolerance: '10%' } },
    42,
    'on-track',
  )
  hasStatus(
    { polarity: 'range' },
    { between: [20, 40], status: { method: 'trajectory', tolerance: '10%' } },
    18,
    'on-track',
  )
  hasStatus(
    { polarity: 'range' },
    { between: [20, 40], status: { method: 'trajectory', tolerance: '10%' } },
    16,
    'at-risk',
  )
  hasStatus(
    { polarity: 'range' },
    { between: [20, 40], status: { method: 'trajectory', tolerance: '10%' } },
    45,
    'off-track',
  )
})

test('[K8] status by growth compares the compound rate achieved with the one required', () => {
  const it = { unit: 'EUR', kind: 'stock', polarity: 'higher' }
  const target = { for: '2026', baseline: 100, value: 200, status: { method: 'growth' } }
  // Required: 2^(1/12) − 1 = 5.946 % a month.
  const values = { it: months(2026, [106, 110, 110]) }
  bothEvaluators(company({ measures: { it }, kpis: { it: { targets: [target] } }, values }), (read) => {
    expect(read.kpi('it', '2026-01').status).toBe('on-track')
    expect(1.1 ** (1 / 2) - 1).toBeCloseTo(0.0488)
    expect(read.kpi('it', '2026-02').status).toBe('at-risk')
    expect(read.kpi('it', '2026-03').status).toBe('off-track')
  })
})

test('[K8] where growth cannot be compared the status is that of attainment', () => {
  const status = { method: 'growth' }
  hasStatus({}, { baseline: -5, value: 100, status }, 96, 'on-track')
  hasStatus({}, { baseline: 100, value: 100, status }, 85, 'at-risk')
  hasStatus({}, { baseline: 200, value: 100, status }, 70, 'off-track')
  hasStatus({}, { value: 100, status }, 100, 'on-track')
  hasStatus({ polarity: 'range' }, { between: [20, 40], status }, 30, 'on-track')
})

test('[K9] without a target there is no score, but a trend', () => {
  const measures = {
    up: { unit: 'EUR', kind: 'stock', polarity: 'higher' },
    down: { unit: 'EUR', kind: 'stock', polarity: 'lower' },
    unstated: { unit: 'EUR', kind: 'stock' },
  }
  const kpis = { up: { objective: 'o' }, down: { objective: 'o' }, unstated: {} }
  const before = { '2025-01': 100, '2025-02': -100, '2025-03': 100, '2025-04': 0 }
  const row = { ...before, '2026-01': 101, '2026-02': -99.5, '2026-03': 99, '2026-04': 5 }
  const one = company({
    measures,
    kpis,
    objectives: { o: {} },
    values: { up: row, down: row, unstated: row },
  })
  bothEvaluators(one, (read) => {
    const index = (month: number) => 2026 * 12 + month - 1 - read.results.timeline('month').first
    const trends = (id: string) => [1, 2, 3, 4, 5].map((month) => trendOf(read.results, id, index(month)))
    expect(trends('up')).toEqual(['on-track', 'at-risk', 'off-track', 'unknown', 'unknown'])
    expect(trends('down')).toEqual(['off-track', 'off-track', 'on-track', 'unknown', 'unknown'])
    expect(trends('unstated')).toEqual(Array(5).fill('unknown'))
    expect(read.score('up', '2026-01')).toBe('no-target')
    expect(read.kpi('up', '2026-01').status).toBe('unknown')
    expect(read.rollUp('objective', 'o', '2026-01')).toBe('child-missing')
  })
})

test('[K9] a KPI with a target has no trend', () => {
  const measures = { it: { unit: 'EUR', kind: 'stock', polarity: 'higher' } }
  const kpis = { it: { targets: [{ for: '2026', value: 5 }] } }
  bothEvaluators(company({ measures, kpis, values: { it: { '2025-01': 1, '2026-01': 2 } } }), (read) => {
    expect(trendOf(read.results, 'it', read.results.timeline('month').count - 12)).toBe('unknown')
  })
})

test('[K10] the reason of a missing score is the value’s, then the target’s', () => {
  const measures = { it: { unit: 'EUR', kind: 'stock', polarity: 'higher' } }
  const kpis = {
    it: {
      targets: [
        { for: '2026-Q1', value: 5 },
        { for: '2026-Q2', change: 5 },
      ],
    },
  }
  const values = { it: { '2026-01': 5, '2026-04': 5, '2026-07': 5 } }
  bothEvaluators(company({ measures, kpis, values, asOf: '2026-08-15' }), (read) => {
    expect(read.score('it', '2026-01')).toBe(1)
    expect(read.score('it', '2026-02')).toBe('not-observed')
    expect(read.score('it', '2026-04')).toBe('no-baseline')
    expect(read.score('it', '2026-07')).toBe('no-target')
    expect(read.score('it', '2026-08')).toBe('not-due')
    for (const month of ['02', '04', '07', '08'])
      expect(read.kpi('it', `2026-${month}`).status).toBe('unknown')
  })
})

test('[K11] coverage and freshness of a score are those of its value', () => {
  const part = { unit: 'EUR', kind: 'stock', 'carry-forward': '31 days' }
  const it = { unit: 'EUR', kind: 'stock', polarity: 'higher', aggregates: ['a', 'b'], missing: 'leave-out' }
  const measures = { a: part, b: part, it }
  const kpis = { it: { targets: [{ for: '2026-Q1', value: 5 }] } }
  bothEvaluators(company({ measures, kpis, values: { a: { '2026-02': 4, '2026-03': 6 } } }), (read) => {
    expect(read.kpi('it', '2026-03')).toMatchObject({ score: 1, coverage: 0.5, ageDays: 0 })
    expect(read.kpi('it', '2026-04')).toMatchObject({ reason: 'no-target', coverage: 0, ageDays: 0 })
    expect(read.kpi('it', '2026-04').actual).toMatchObject({ value: 6, ageDays: 30 })
    expect(read.kpi('it', '2026-01')).toMatchObject({ reason: 'child-missing', coverage: 0 })
  })
})

test('[K12] without a polarity, or by a range that is none, there is no scale', () => {
  const it = (polarity: string | undefined) => (polarity ? { polarity } : { polarity: undefined })
  for (const score of ['attainment', 'progress']) {
    scored(it(undefined), { baseline: 1, value: 100, score }, 100, 'no-scale')
    scored(it('range'), { baseline: 1, value: 100, score }, 100, 'no-scale')
  }
  scored(it(undefined), { between: [1, 200] }, 100, 1)
})

test('[K13] bands allow a billionth, so that 0.95 computed is 0.95', () => {
  expect(1 + (1.045 - 1.1) / 1.1).toBeLessThan(0.95)
  hasStatus({}, { value: 1.1 }, 1.045, 'on-track')
  hasStatus({}, { value: 1000 }, 949.9999, 'at-risk')
  hasStatus({}, { value: 0.3, status: { method: 'trajectory', tolerance: 0.1 } }, 0.3 - 0.1, 'on-track')
})
