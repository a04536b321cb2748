import { expect, test } from 'vitest'
import { mase, owa, smape } from '../../src/forecast/accuracy.ts'
import { naive2 } from '../../src/forecast/naive.ts'

test('sMAPE, worked by hand: 2·10/210 and 2·20/180, averaged', () => {
  expect(smape([100, 80], [110, 100])).toBeCloseTo((20 / 210 + 40 / 180) / 2, 15)
  expect(smape([0, 4], [0, 0])).toBe(1)
})

test('MASE, worked by hand: errors 1 and 3 over a mean change of 2', () => {
  expect(mase([11, 9], [10, 12], [1, 3, 5, 7], 1)).toBe(1)
})

test('MASE with a season of 2: the changes are 4, 0, 5', () => {
  expect(mase([6], [0], [1, 2, 5, 2, 10], 2)).toBe(2)
  expect(mase([6], [0], [5, 5, 5], 1)).toBeNaN()
})

test('OWA, worked by hand: halves of 0.8 and 0.9', () => {
  expect(owa({ smape: 8, mase: 1.8 }, { smape: 10, mase: 2 })).toBeCloseTo(0.85, 15)
})

test('Naive2 repeats the last value, and the season where there is one', () => {
  expect(Array.from(naive2(Float64Array.of(3, 1, 4, 1, 5), 4, 2))).toEqual([5, 5])
  const seasonal = Float64Array.from({ length: 16 }, (_, at) => [10, 20, 30, 20][at % 4] as number)
  for (const [step, value] of naive2(seasonal, 4, 4).entries())
    expect(value).toBeCloseTo(seasonal[step] as number, 10)
})
