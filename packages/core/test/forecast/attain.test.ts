import { expect, test } from 'vitest'
import { chanceAt, chanceOfAll, shareMet, totals } from '../../src/forecast/attain.ts'
import { backtest } from '../../src/forecast/backtest.ts'
import type { Forecast } from '../../src/forecast/forecast.ts'
import { forecast } from '../../src/forecast/forecast.ts'
import { propose } from '../../src/forecast/propose.ts'
import { RandomSource } from '../../src/statistics/random.ts'

const source = new RandomSource(12)
const walk: number[] = []
for (let at = 0, level = 100; at < 60; at++) {
  level += 2 * source.normal()
  walk.push(level)
}
const made = forecast({ values: walk, season: 1, horizon: 6 }) as Forecast

test('[P10] the chance of a target is that of its period', () => {
  const middle = made.quantile(5, 0.5)
  expect(chanceAt(made, 5, { polarity: 'higher', target: middle })).toBeCloseTo(0.5, 9)
  expect(chanceAt(made, 5, { polarity: 'lower', target: made.quantile(5, 0.8) })).toBeCloseTo(0.8, 9)
  const range = { polarity: 'range', low: made.quantile(5, 0.1), high: made.quantile(5, 0.9) } as const
  expect(chanceAt(made, 5, range)).toBeCloseTo(0.8, 9)
})

test('[P10] a trajectory is met when every period is', () => {
  const last = { polarity: 'higher', target: made.quantile(5, 0.5) } as const
  const only = chanceOfAll(made, [undefined, undefined, undefined, undefined, undefined, last])
  expect(only).toBeGreaterThan(0.48)
  expect(only).toBeLessThan(0.52)
  const each = made.mean.map((_, step) => made.quantile(step, 0.5))
  const all = chanceOfAll(
    made,
    Array.from(each, (target) => ({ polarity: 'higher', target })),
  )
  // Between periods that know nothing of each other, 0.5⁶, and periods that move as one, 0.5.
  expect(all).toBeGreaterThan(0.5 ** 6 + 0.03)
  expect(all).toBeLessThan(0.45)
})

test('[P10] the total of a flow adds up the periods, and what is there already', () => {
  const sums = totals(made, 6, 1000)
  const middle = made.mean.reduce((sum, value) => sum + value, 1000)
  expect(sums[5000] as number).toBeCloseTo(middle, -1)
  expect(shareMet(sums, { polarity: 'higher', target: middle })).toBeCloseTo(0.5, 1)
  expect(totals(made, 6, 1000)).toEqual(sums)
})

test('[P10] a series that does not vary meets its own value for certain', () => {
  const still = forecast({ values: new Array(10).fill(4), season: 1, horizon: 2 }) as Forecast
  expect(chanceAt(still, 1, { polarity: 'higher', target: 4 })).toBe(1)
  expect(chanceAt(still, 1, { polarity: 'lower', target: 4 })).toBe(1)
  expect(chanceAt(still, 1, { polarity: 'higher', target: 4.1 })).toBe(0)
})

test('[P11] a proposal names values with their chances, and the pace', () => {
  const history = [100, 104, 90, 110, 108]
  const { options, ...beside } = propose({
    quantile: (p) => 100 + 10 * p,
    history,
    year: 4,
    polarity: 'higher',
    target: 120,
    left: 3,
  })
  expect(options.map(({ chance, value }) => [chance, value])).toEqual([
    [0.3, 107],
    [0.5, 105],
    [0.7, 103],
  ])
  expect(beside).toEqual({ best: 110, last: 108, yearBefore: 100, paceNeeded: 4, paceKept: 2 })
})

test('the past of a series is forecast with nothing known but what came before', () => {
  const past = backtest({ values: walk, season: 1, horizon: 3 }, 5)
  // From 59 values one is compared, from 58 two, and from each of the others three.
  expect(past).toMatchObject({ origins: 5, compared: 12 })
  const errors = [55, 56, 57, 58, 59].flatMap((origin) => {
    const then = forecast({ values: walk.slice(0, origin), season: 1, horizon: 3 }) as Forecast
    return walk.slice(origin, origin + 3).map((value, step) => {
      const mean = then.mean[step] as number
      return (2 * Math.abs(value - mean)) / (Math.abs(value) + Math.abs(mean))
    })
  })
  expect(past?.smape).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / 12, 12)
  expect(backtest({ values: walk.slice(0, 8), season: 1, horizon: 3 })).toBeUndefined()
})
