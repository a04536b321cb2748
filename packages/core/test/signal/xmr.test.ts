import { describe, expect, test } from 'vitest'
import { meaningOf, readSeries } from '../../src/signal/read-series.ts'
import { xmrChart } from '../../src/signal/xmr.ts'
import { RandomSource } from '../../src/statistics/random.ts'

test('[N1] limits are the mean and 2.66 mean moving ranges, worked by hand', () => {
  // Mean 12; moving ranges 2, 3, 1, 4, of mean 2.5.
  const chart = xmrChart([11, 13, 10, 11, 15])
  expect(chart?.limits).toEqual([{ from: 0, to: 5, centre: 12, low: 12 - 6.65, high: 12 + 6.65, points: 5 }])
  expect(chart?.signals).toEqual([])
  expect(xmrChart([11, 13, 10, 11])).toBeUndefined()
})

test('[N1] a gap breaks moving ranges', () => {
  expect(xmrChart([11, 13, Number.NaN, 10, 11, 15])?.limits[0]?.high).toBeCloseTo(12 + (2.66 * 7) / 3, 12)
})

const rulesAt = (values: number[], at: number) =>
  xmrChart(values)?.signals.find((signal) => signal.at === at)?.rules

describe('[N2] a signal is', () => {
  test('a value outside the limits', () => {
    const values = [10, 11, 9, 10, 12, 10, 9, 11, 25, 10, 9, 11, 10]
    expect(rulesAt(values, 8)).toEqual(['outside'])
    const reading = readSeries(Float64Array.from(values), 1)
    expect(reading && meaningOf(reading, 8)).toBe('signal')
    expect(reading && meaningOf(reading, 4)).toBe('noise')
  })

  test('three of four nearer to a limit than to the centre', () => {
    const values = [10, 12, 8, 11, 9, 12, 8, 10, 9, 13.5, 11, 13.6, 13.7, 9, 8, 9, 8, 9]
    expect(rulesAt(values, 12)).toContain('three-of-four')
  })

  test('six steps in one direction', () => {
    const values = [10, 9, 11, 9, 8, 8.5, 9, 9.6, 10.2, 10.9, 11.5, 9, 10, 9]
    expect(rulesAt(values, 10)).toContain('trend')
    expect(rulesAt(values, 3)).toBeUndefined()
  })
})

test('[N3] limits are split where the process shifts', () => {
  const values = Array.from({ length: 40 }, (_, at) => (at < 22 ? 100 : 112) + (at % 2 === 0 ? 2 : -2))
  const chart = xmrChart(values)
  expect(chart?.limits.map(({ from, to }) => [from, to])).toEqual([
    [0, 22],
    [22, 40],
  ])
  expect(chart?.limits.map(({ centre }) => centre)).toEqual([100, 112])
  expect(chart?.limits[1]?.high).toBeCloseTo(112 + 2.66 * 4, 12)
  expect(chart?.signals).toEqual([])
})

test('[N4] a season is taken out first', () => {
  const source = new RandomSource(5)
  const values = Float64Array.from(
    { length: 48 },
    (_, at) => 50 + 20 * Math.sin((at * Math.PI) / 6) + source.normal(),
  )
  values[30] = (values[30] as number) + 15
  const reading = readSeries(values, 12)
  expect(reading?.isSeasonal).toBe(true)
  expect(reading?.signals.map(({ at }) => at)).toContain(30)
  expect((reading?.limits[0]?.high ?? 0) - (reading?.limits[0]?.low ?? 0)).toBeLessThan(20)
})
