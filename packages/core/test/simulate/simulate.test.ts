import { describe, expect, test } from 'vitest'
import type { Future } from '../../src/simulate/future.ts'
import { futureOf, middleValues } from '../../src/simulate/future.ts'
import { valuesIfMet } from '../../src/simulate/if-met.ts'
import { driversOf, objectiveOutlooks, quantilesOf } from '../../src/simulate/outlook.ts'
import { seek } from '../../src/simulate/seek.ts'
import { simulate } from '../../src/simulate/simulate.ts'
import { RandomSource } from '../../src/statistics/random.ts'
import { company } from '../engine/company.ts'

/** Five years of months of two sales that move together by `tie`, and their sum. */
function twins(tie: number, more: { short?: boolean } = {}): Future {
  const source = new RandomSource(31)
  const rows: Record<string, Record<string, number>> = { east: {}, west: {}, young: {} }
  for (let month = 0; month < 63; month++) {
    const name = `${2021 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
    const common = source.normal()
    const own = (share: number) => 10 * (tie * common + Math.sqrt(1 - tie * tie) * share)
    ;(rows.east as Record<string, number>)[name] = 200 + own(source.normal())
    ;(rows.west as Record<string, number>)[name] = 100 + own(source.normal())
    if (month > 59) (rows.young as Record<string, number>)[name] = 5
  }
  const flow = { unit: 'EUR', kind: 'flow', polarity: 'higher' }
  const target = (value: number) => [{ for: '2026', value, each: 'month' }]
  const made = company({
    asOf: '2026-04-02',
    values: rows,
    objectives: { grow: { name: 'Grow' }, learn: { name: 'Learn' } },
    measures: {
      east: { ...flow, department: 'east' },
      west: { ...flow, department: 'west' },
      young: flow,
      total: { ...flow, formula: more.short ? 'east + west + young' : 'east + west' },
    },
    departments: { east: { name: 'East' }, west: { name: 'West' } },
    kpis: {
      total: { objective: 'grow', measure: 'total', targets: target(310) },
      west: { objective: 'learn', measure: 'west', targets: target(100) },
    },
  })
  return futureOf(made.strategy, made.observations, made.asOf)
}

const drawn = (future: Future, more = {}) => {
  const done = simulate(future, { draws: 4000, ...more })
  if (!done) throw new Error('cancelled')
  return done
}

const spreadOf = (values: Float64Array): number => {
  const [low, high] = quantilesOf(values, [0.1, 0.9])
  return (high as number) - (low as number)
}

test('[M1] a goal is what its target wants when due; an objective is reached with all its goals', () => {
  const future = twins(0)
  expect(future.goals.map(({ kpi, left, wanted }) => [kpi, left, wanted])).toEqual([
    ['total', 9, { polarity: 'higher', target: 310 }],
    ['west', 9, { polarity: 'higher', target: 100 }],
  ])
  const done = drawn(future)
  expect(objectiveOutlooks(future, done)).toEqual([
    { objective: 'grow', chance: done.chances[0], kpis: ['total'] },
    { objective: 'learn', chance: done.chances[1], kpis: ['west'] },
  ])
  expect(done.chances[1]).toBeGreaterThan(0.35)
  expect(done.chances[1]).toBeLessThan(0.65)
})

describe('[M2] measures are drawn together', () => {
  test('what moves together adds up wider, as the variances say', () => {
    const tied = twins(0.9)
    const [together, apart] = [drawn(tied), drawn(tied, { together: false })]
    const ratio = spreadOf(together.values[0] as Float64Array) / spreadOf(apart.values[0] as Float64Array)
    // Two of one size: the root of 1 + r, of which shrinking keeps most.
    expect(ratio).toBeGreaterThan(Math.sqrt(1.7))
    expect(ratio).toBeLessThan(Math.sqrt(2.05))
    const free = twins(0)
    const same =
      spreadOf(drawn(free).values[0] as Float64Array) /
      spreadOf(drawn(free, { together: false }).values[0] as Float64Array)
    expect(Math.abs(same - 1)).toBeLessThan(0.12)
  })

  test('each keeps the distribution of its forecast', () => {
    const future = twins(0.9)
    const own = future.leaves.find(({ measure }) => measure === 'west')?.forecast
    const [low, high] = quantilesOf(drawn(future).values[1] as Float64Array, [0.1, 0.9])
    const width = (own?.quantile(8, 0.9) ?? 0) - (own?.quantile(8, 0.1) ?? 0)
    expect(Math.abs(((low ?? 0) - (own?.quantile(8, 0.1) ?? 0)) / width)).toBeLessThan(0.05)
    expect(Math.abs(((high ?? 0) - (own?.quantile(8, 0.9) ?? 0)) / width)).toBeLessThan(0.05)
  })

  test('the same seed gives the same draws, another seed others', () => {
    const future = twins(0.5)
    expect(drawn(future).values).toEqual(drawn(future).values)
    expect(drawn(future, { seed: 2 }).values).not.toEqual(drawn(future).values)
  })

  test('drivers are the measures whose draws go along', () => {
    const future = twins(0)
    const drivers = driversOf(future, drawn(future), 1)
    expect(drivers[0]).toMatchObject({ measure: 'west', department: 'west' })
    expect(drivers.map(({ measure }) => measure)).not.toContain('east')
  })
})

test('[M3] what is made from a measure without a forecast has no chance', () => {
  const future = twins(0, { short: true })
  expect(future.unforecast).toEqual([
    { measure: 'young', why: '3 values are too few for a forecast; it takes 8.' },
  ])
  const done = drawn(future)
  expect(done.chances[0]).toBeNaN()
  expect(done.chances[1]).toBeGreaterThan(0)
  expect(objectiveOutlooks(future, done)[0]?.chance).toBeNaN()
})

test('[M4] a scenario multiplies the same draws', () => {
  const future = twins(0.5)
  const [before, after] = [drawn(future), drawn(future, { factors: new Map([['west', 1.2]]) })]
  for (let draw = 0; draw < 50; draw++) {
    const west = before.values[1]?.[draw] as number
    expect(after.values[1]?.[draw]).toBeCloseTo(1.2 * west, 9)
    expect((after.values[0]?.[draw] as number) - (before.values[0]?.[draw] as number)).toBeCloseTo(
      0.2 * west,
      8,
    )
  }
})

describe('[M5] goal seek', () => {
  test('finds the smallest change, worked by hand', () => {
    const future = twins(0)
    const [total] = middleValues(future) as unknown as [number]
    const step = (id: string) =>
      (future.leaves.find(({ measure }) => measure === id)?.forecast.mean[8] ?? 0) as number
    const [east, west] = [step('east'), step('west')]
    const { factors, after, isMet } = seek(future, 0, ['east', 'west'], 0.5)
    // Along the gradient, which for a sum is the values themselves.
    const share = (310 - total) / (east * east + west * west)
    expect(isMet).toBe(true)
    expect(after).toBeCloseTo(310, 5)
    expect(factors.get('east')).toBeCloseTo(1 + share * east, 6)
    expect(factors.get('west')).toBeCloseTo(1 + share * west, 6)
  })

  test('keeps to its bounds, and says where they do not reach', () => {
    const { factors, isMet } = seek(twins(0), 0, ['west'], 0.01)
    expect(isMet).toBe(false)
    expect(factors.get('west')).toBeCloseTo(1.01, 12)
  })
})

test('[M5] if every observed measure just met its target, the sum follows', () => {
  const future = twins(0)
  const east = future.leaves.find(({ measure }) => measure === 'east')?.forecast.mean[8] ?? 0
  expect(Array.from(valuesIfMet(future), (value) => Math.round(value * 1e6) / 1e6)).toEqual([
    Math.round((100 + east) * 1e6) / 1e6,
    100,
  ])
})

test('a simulation tells its progress, and ends when it is cancelled', () => {
  const shares: number[] = []
  expect(
    simulate(twins(0), {
      draws: 1000,
      progress: (share) => shares.push(share),
      isCancelled: () => shares.length > 2,
    }),
  ).toBeUndefined()
  expect(shares).toEqual([0, 0.2, 0.4])
})
