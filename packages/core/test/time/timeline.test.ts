import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf } from '../../src/time/day.ts'
import { makeTimeline } from '../../src/time/timeline.ts'
import { aNearDay, anyGrain, anySpec, sound } from './calendars.ts'

test('[T22] a timeline of months places the fiscal year start, the year before and the last day', () => {
  const calendar = sound({ start: { month: 4, day: 1 } })
  const first = calendar.ordinal('month', dayOf(2026, 2, 1))
  const timeline = makeTimeline(calendar, 'month', first, 4)
  expect([...timeline.yearStart]).toEqual([-10, -10, 2, 2])
  expect([...timeline.yearBefore]).toEqual([-12, -11, -10, -9])
  expect([...timeline.lastDay]).toEqual([
    dayOf(2026, 2, 28),
    dayOf(2026, 3, 31),
    dayOf(2026, 4, 30),
    dayOf(2026, 5, 31),
  ])
  expect(timeline).toMatchObject({ grain: 'month', first, count: 4 })
})

test('[T22] the columns of a timeline say what the calendar says of each period', () => {
  fc.assert(
    fc.property(anySpec, anyGrain, aNearDay, fc.nat(120), (spec, grain, day, count) => {
      const calendar = sound(spec)
      const first = calendar.ordinal(grain, day)
      const timeline = makeTimeline(calendar, grain, first, count)
      expect(timeline.lastDay).toHaveLength(count)
      timeline.lastDay.forEach((lastDay, i) => {
        expect(calendar.ordinal(grain, lastDay)).toBe(first + i)
        expect(calendar.ordinal(grain, lastDay + 1)).toBe(first + i + 1)
        expect(timeline.yearBefore[i]).toBe(calendar.yearBefore(grain, first + i) - first)
        expect(timeline.yearStart[i]).toBe(calendar.yearStart(grain, first + i) - first)
      })
    }),
  )
})

test('[T22] a timeline may be empty, and a broken count is a bug', () => {
  expect(makeTimeline(sound({}), 'month', 0, 0).lastDay).toHaveLength(0)
  expect(() => makeTimeline(sound({}), 'month', 0, -1)).toThrow('whole number')
})
