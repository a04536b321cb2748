import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civil, dayOf, daysInMonth, parseDay, printDay, weekdayOf } from '../../src/time/day.ts'
import { anyDay } from './calendars.ts'

const epoch = Temporal.PlainDate.from('1970-01-01')

test('[T1] the days of all 1400 years count up by one and agree with Temporal at every month', () => {
  let expected = epoch.until('1600-01-01').days
  for (let year = 1600; year <= 2999; year++) {
    for (let month = 1; month <= 12; month++) {
      const length = new Temporal.PlainYearMonth(year, month).daysInMonth
      expect(dayOf(year, month, 1)).toBe(expected)
      expect(daysInMonth(year, month)).toBe(length)
      expected += length
    }
  }
  expect(expected).toBe(epoch.until('3000-01-01').days)
})

test('[T1] a day, its parts, its text and its weekday agree with Temporal', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = epoch.add({ days: day })
      expect(civil(day)).toEqual({ year: date.year, month: date.month, day: date.day })
      expect(dayOf(date.year, date.month, date.day)).toBe(day)
      expect(weekdayOf(day)).toBe(date.dayOfWeek)
      expect(printDay(day)).toBe(date.toString())
      expect(parseDay(date.toString())).toBe(day)
    }),
    { numRuns: 2000 },
  )
})

test('[T1] a date that does not exist, another form and a year out of range are refused', () => {
  expect(parseDay('2026-03-03')).toBe(20515)
  expect(parseDay('2024-02-29')).toBe(dayOf(2024, 2, 28) + 1)
  for (const text of ['2026-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00']) {
    expect(parseDay(text), text).toBeUndefined()
  }
  for (const text of [
    '2026-3-3',
    ' 2026-03-03',
    '2026-03-03T00:00',
    '03.03.2026',
    '20260303',
    '',
    '١٩٩٩-01-01',
  ]) {
    expect(parseDay(text), text).toBeUndefined()
  }
  expect(parseDay('1599-12-31')).toBeUndefined()
  expect(parseDay('1600-01-01')).toBe(dayOf(1600, 1, 1))
  expect(parseDay('2999-12-31')).toBe(dayOf(2999, 12, 31))
  expect(parseDay('3000-01-01')).toBeUndefined()
})
