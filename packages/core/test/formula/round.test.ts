import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roundTo } from '../../src/formula/round.ts'

test('[F32] half is rounded away from zero', () => {
  expect([0.5, 1.5, 2.5, 2.4999, -0.5, -2.5, -2.4].map((value) => roundTo(value, 0))).toEqual([
    1, 2, 3, 2, -1, -3, -2,
  ])
  expect(roundTo(0.49999999999999994, 0)).toBe(0)
  expect(roundTo(4503599627370495.5, 0)).toBe(4503599627370496)
})

test('[F32] the digits as written decide', () => {
  const halves: readonly (readonly [number, number, number])[] = [
    [1.005, 2, 1.01],
    [1.115, 2, 1.12],
    [1.255, 2, 1.26],
    [10.235, 2, 10.24],
    [2.675, 2, 2.68],
    [-1.005, 2, -1.01],
    [0.285, 2, 0.29],
    [1.0049999, 2, 1],
    [5e-7, 6, 0.000001],
    [4.9e-7, 6, 0],
    [1.45, 1, 1.5],
    [123456.7895, 3, 123456.79],
  ]
  for (const [value, digits, rounded] of halves)
    expect([value, roundTo(value, digits)]).toEqual([value, rounded])
})

test('[F32] zero has no sign, and the largest numbers stay', () => {
  expect(Object.is(roundTo(-0.2, 0), 0)).toBe(true)
  expect(Object.is(roundTo(-0, 3), 0)).toBe(true)
  expect(roundTo(1.7e308, 12)).toBe(1.7e308)
  expect(roundTo(-1e21, 2)).toBe(-1e21)
  expect(roundTo(5e-324, 12)).toBe(0)
  expect(roundTo(Number.NaN, 2)).toBeNaN()
})

const digits = fc.integer({ min: 0, max: 12 })

test('[F32] rounding by digits agrees with rounding whole numbers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -9_999_999, max: 9_999_999 }),
      fc.integer({ min: 1, max: 6 }),
      (whole, places) => {
        const value = Number(`${whole}e-${places}`)
        const cut = BigInt(10 ** (places - 1))
        const size = BigInt(Math.abs(whole))
        const rounded = ((size / cut + 5n) / 10n) * BigInt(Math.sign(whole))
        expect(roundTo(value, 0)).toBe(places === 0 ? whole : Number(rounded))
      },
    ),
  )
})

test('[F32] rounding again changes nothing, and rounding moves by at most half a step', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
  fc.assert(
    fc.property(
      fc.oneof(finite, fc.double({ min: -1e6, max: 1e6, noNaN: true })),
      digits,
      (value, places) => {
        const rounded = roundTo(value, places)
        expect(roundTo(rounded, places)).toBe(rounded)
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 / 10 ** places + Math.abs(value) * 2 ** -52)
        expect(Object.is(roundTo(-value, places), rounded === 0 ? 0 : -rounded)).toBe(true)
      },
    ),
    { numRuns: 5000 },
  )
})
