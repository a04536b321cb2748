import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addExactly, changeByPercent, multiplyExactly } from '../../src/quantity/decimal.ts'

test('sums and products are those of the decimals as printed', () => {
  expect(addExactly(0.1, 0.2)).toBe(0.3)
  expect(addExactly(1e21, 1)).toBe(1e21)
  expect(addExactly(5e-324, -5e-324)).toBe(0)
  expect(multiplyExactly(1.1, 1.1)).toBe(1.21)
  expect(multiplyExactly(-4.35, 100)).toBe(-435)
  expect(changeByPercent(1_000_000, 15)).toBe(1_150_000)
  expect(changeByPercent(200, -10)).toBe(180)
})

test('adding and taking away a decimal of few digits comes back to the start', () => {
  const cents = fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100)
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      expect(addExactly(addExactly(a, b), -b)).toBe(a + 0)
      expect(multiplyExactly(a, b)).toBe(multiplyExactly(b, a))
    }),
  )
})
