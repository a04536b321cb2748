import { expect, test } from 'vitest'
import { regress } from '../../src/statistics/regression.ts'

test('a line, worked by hand: y = 1, 3, 4 at 0, 1, 2', () => {
  const fit = regress(Float64Array.of(1, 3, 4), [Float64Array.of(1, 1, 1), Float64Array.of(0, 1, 2)])
  // Slope 3/2, intercept 7/6; residuals −1/6, 1/3, −1/6 make a variance of 1/6 on one degree.
  expect(fit?.coefficients[0]).toBeCloseTo(7 / 6, 13)
  expect(fit?.coefficients[1]).toBeCloseTo(1.5, 13)
  expect(fit?.errors[1]).toBeCloseTo(Math.sqrt(1 / 12), 13)
  expect(fit?.errors[0]).toBeCloseTo(Math.sqrt((1 / 6) * (5 / 6)), 13)
  expect(fit?.degrees).toBe(1)
})

test('columns that depend on each other have no answer', () => {
  const x = Float64Array.of(1, 2, 3, 4)
  expect(regress(x, [x, x.map((value) => 2 * value)])).toBeUndefined()
  expect(regress(Float64Array.of(1, 2), [Float64Array.of(1, 1), Float64Array.of(0, 1)])).toBeUndefined()
})
