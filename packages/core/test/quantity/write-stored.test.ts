import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseUnit, percent, toStored, writeStored } from '../../src/quantity/unit.ts'

const euro = parseUnit('EUR') as NonNullable<ReturnType<typeof parseUnit>>

test('a stored number is written as a person would write it', () => {
  expect(writeStored(0.857, percent)).toBe('85.7')
  expect(writeStored(0.07, percent)).toBe('7')
  expect(writeStored(-0.005, percent)).toBe('-0.5')
  expect(writeStored(1_150_000.25, euro)).toBe('1150000.25')
  expect(() => writeStored(Number.NaN, euro)).toThrow(RangeError)
})

test('what is written is read as the same number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), (written) => {
      for (const unit of [percent, euro]) {
        const stored = toStored(written, unit)
        expect(toStored(Number(writeStored(stored, unit)), unit)).toBe(stored + 0)
      }
    }),
    { numRuns: 5000 },
  )
})
