import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, parseDay } from '../../src/time/day.ts'
import {
  comparePeriods,
  lastEnded,
  type Period,
  periodsBetween,
  periodsWithin,
  samePeriod,
} from '../../src/time/period.ts'
import { aNearDay, anyGrain, anySpec, sound } from './calendars.ts'

const day = (text: string) => parseDay(text) as Day
const calendar = sound({})

test('[T10] periods between two days touch them, and periods within lie between them', () => {
  fc.assert(
    fc.property(anySpec, anyGrain, aNearDay, fc.nat(900), (spec, grain, firstDay, length) => {
      const calendar = sound(spec)
      const lastDay = firstDay + length
      const [first, last] = periodsBetween(calendar, grain, firstDay, lastDay)
      const all = Array.from({ length: last - first + 1 }, (_, i) => first + i)
      const inside = all.filter(
        (p) => calendar.start(grain, p) >= firstDay && calendar.end(grain, p) <= lastDay,
      )
      const expected = inside.length === 0 ? undefined : [inside[0], inside.at(-1)]
      expect(periodsWithin(calendar, grain, firstDay, lastDay)).toEqual(expected)
      expect(calendar.end(grain, first)).toBeGreaterThanOrEqual(firstDay)
      expect(calendar.start(grain, last)).toBeLessThanOrEqual(lastDay)
    }),
    { numRuns: 500 },
  )
})

test('[T21] a period has ended on the day after its last day', () => {
  const month = (text: string) => calendar.name('month', lastEnded(calendar, 'month', day(text)))
  expect(month('2026-03-31')).toBe('2026-02')
  expect(month('2026-04-01')).toBe('2026-03')
})

test('[T4] [T10] periods are ordered by their first day, the coarser first', () => {
  const periods = ['2026-04', '2026-Q2', '2026', '2026-03-31', '2026-04-01', '2025', '2026-H1', '2026-02']
  const read = periods.map((text) => calendar.parse(text) as Period)
  const sorted = read.sort((a, b) => comparePeriods(calendar, a, b))
  expect(sorted.map(({ grain, ordinal }) => calendar.name(grain, ordinal))).toEqual([
    ...['2025', '2026', '2026-H1', '2026-02', '2026-03-31', '2026-Q2', '2026-04', '2026-04-01'],
  ])
  expect(samePeriod({ grain: 'month', ordinal: 3 }, { grain: 'month', ordinal: 3 })).toBe(true)
  expect(samePeriod({ grain: 'month', ordinal: 3 }, { grain: 'year', ordinal: 3 })).toBe(false)
})
