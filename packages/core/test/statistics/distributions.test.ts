import { describe, expect, test } from 'vitest'
import { incompleteBeta } from '../../src/statistics/beta.ts'
import { logGamma } from '../../src/statistics/gamma.ts'
import { normalCdf, normalQuantile } from '../../src/statistics/normal.ts'
import { studentCdf, studentQuantile } from '../../src/statistics/student.ts'

test.each([
  [1, 0],
  [5, Math.log(24)],
  [0.5, Math.log(Math.PI) / 2],
  [11, Math.log(3628800)],
])('the logarithm of gamma at %d', (x, value) => {
  expect(logGamma(x)).toBeCloseTo(value, 12)
})

describe('the normal distribution, by published tables', () => {
  test.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [1.96, 0.975002104851779],
    [-3, 0.001349898031630095],
    [6, 0.9999999990134123],
  ])('at %d', (x, p) => {
    expect(Math.abs(normalCdf(x) - p)).toBeLessThan(1e-14)
  })

  test('far in the tail, relative to its size', () => {
    expect(normalCdf(-10) / 7.619853024160527e-24).toBeCloseTo(1, 10)
  })

  test.each([
    [0.975, 1.959963984540054],
    [0.9, 1.2815515655446004],
    [0.0001, -3.71901648545568],
    [0.25, -0.6744897501960817],
  ])('the quantile of %d', (p, x) => {
    expect(normalQuantile(p)).toBeCloseTo(x, 12)
  })

  test('the quantile is the way back', () => {
    for (let p = 1e-9; p < 1; p += 0.0173) expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 9)
  })
})

describe("Student's t, by published tables", () => {
  test.each([
    [0.975, 1, 12.706204736174698],
    [0.975, 2, 4.302652729749464],
    [0.975, 10, 2.2281388519649385],
    [0.9, 4, 1.5332062740589438],
    [0.95, 30, 1.697261],
    [0.75, 7, 0.711142],
    [0.025, 5, -2.570581835636314],
  ])('the quantile of %d with %d degrees', (p, degrees, t) => {
    expect(Math.abs(studentQuantile(p, degrees) - t)).toBeLessThan(5e-7)
    expect(studentCdf(t, degrees)).toBeCloseTo(p, 6)
  })

  test('has its closed forms with 1 and 2 degrees', () => {
    for (let t = -30; t <= 30; t += 0.7) {
      expect(studentCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13)
      expect(studentCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13)
      expect(studentQuantile(studentCdf(t, 2), 2)).toBeCloseTo(t, 9)
    }
  })

  test('nears the normal distribution', () => {
    expect(studentQuantile(0.975, 1e7)).toBeCloseTo(1.959964, 5)
  })
})

test('the incomplete beta function has its closed forms', () => {
  expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 13)
  expect(incompleteBeta(0.3, 2, 1)).toBeCloseTo(0.09, 13)
  expect(incompleteBeta(0.4, 3, 5) + incompleteBeta(0.6, 5, 3)).toBeCloseTo(1, 12)
})
