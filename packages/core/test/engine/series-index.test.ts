import { expect, test } from 'vitest'
import { SeriesIndex } from '../../src/engine/series-index.ts'
import type { Measure } from '../../src/strategy/model.ts'

const index = () => new SeriesIndex(['a', 'b', 'c'].map((id) => ({ id }) as Measure))

test('a name has the same number in whatever order names are asked for', () => {
  const numbers = index()
  for (const name of ['a', 'b', 'c', 'a', 'c', 'b', 'c', 'b', 'b'])
    expect(numbers.following(name)).toBe(numbers.number(name))
  expect(numbers.following('d')).toBe(-1)
  expect(numbers.following('a')).toBe(0)
})

test('a name that comes later has no place before it is given one, at any grain', () => {
  const numbers = index()
  numbers.set('month', 1, 0)
  const rate = numbers.add('EUR>USD')
  expect(rate).toBe(3)
  expect(numbers.add('EUR>USD')).toBe(rate)
  expect(numbers.place('month', 'EUR>USD')).toBe(-1)
  numbers.set('quarter', rate, 1)
  expect(numbers.place('quarter', 'EUR>USD')).toBe(1)
  expect(numbers.place('month', 'b')).toBe(0)
  expect(numbers.place('quarter', 'b')).toBe(-1)
  expect(numbers.place('month', 'nowhere')).toBe(-1)
})

test('a series is found at whatever grain it is accepted', () => {
  const numbers = index()
  numbers.set('month', 2, 0)
  numbers.set('year', 2, 1)
  expect(numbers.find(2, Uint8Array.of(1, 0))).toBe(0)
  expect(numbers.find(2, Uint8Array.of(0, 1))).toBe(1)
  expect(numbers.find(2, Uint8Array.of(0, 0))).toBe(-1)
  expect(numbers.find(-1, Uint8Array.of(1, 1))).toBe(-1)
})
