import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, parseDay, printDay } from '../../src/time/day.ts'
import { anyDay, monthSpec, sound } from './calendars.ts'

const day = (text: string) => parseDay(text) as Day

function days(calendar: ReturnType<typeof sound>, text: string): [string, string] {
  const period = calendar.parse(text)
  if ('fault' in period) throw new Error(`${text}: ${period.fault}`)
  const { grain, ordinal } = period
  return [printDay(calendar.start(grain, ordinal)), printDay(calendar.end(grain, ordinal))]
}

test('[T5] a year that starts on 6 April has months from the 6th to the 5th', () => {
  const calendar = sound({ start: { month: 4, day: 6 } })
  expect(days(calendar, 'FY27-P01')).toEqual(['2026-04-06', '2026-05-05'])
  expect(days(calendar, 'FY27-P12')).toEqual(['2027-03-06', '2027-04-05'])
  expect(days(calendar, 'FY27-Q4')).toEqual(['2027-01-06', '2027-04-05'])
  expect(days(calendar, 'FY27')).toEqual(['2026-04-06', '2027-04-05'])
})

test('[T5] without a start, years are calendar years', () => {
  const calendar = sound({})
  expect(days(calendar, '2026')).toEqual(['2026-01-01', '2026-12-31'])
  expect(days(calendar, '2026-H2')).toEqual(['2026-07-01', '2026-12-31'])
  expect(calendar.ordinal('year', day('2026-12-31'))).toBe(2026)
  expect(calendar.ordinal('month', day('2026-03-01'))).toBe(2026 * 12 + 2)
})

test('[T6] a start that shorter months lack is their last day', () => {
  const late = sound({ start: { month: 1, day: 31 } })
  expect(days(late, 'FY26-P01')).toEqual(['2025-01-31', '2025-02-27'])
  expect(days(late, 'FY26-P02')).toEqual(['2025-02-28', '2025-03-30'])
  expect(days(late, 'FY26-P04')).toEqual(['2025-04-30', '2025-05-30'])
  expect(days(late, 'FY25-P02')).toEqual(['2024-02-29', '2024-03-30'])
  const leap = sound({ start: { month: 2, day: 29 } })
  expect(days(leap, 'FY25')).toEqual(['2024-02-29', '2025-02-27'])
  expect(days(leap, 'FY28')).toEqual(['2027-02-28', '2028-02-28'])
})

test('[T5] [T6] [T9] the fiscal month of any day agrees with Temporal', () => {
  fc.assert(
    fc.property(monthSpec, anyDay, (spec, day) => {
      const calendar = sound(spec)
      const { start = { month: 1, day: 1 }, names } = spec
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: day })
      // The latest start of a fiscal year that is not after the day, found by trying; Temporal clamps the date.
      const startIn = (year: number) => Temporal.PlainDate.from({ year, ...start }, { overflow: 'constrain' })
      const starts = [date.year - 1, date.year].map(startIn)
      const yearStart = starts.filter((s) => Temporal.PlainDate.compare(s, date) <= 0).at(-1)
      if (yearStart === undefined) throw new Error('no start')
      const next = startIn(yearStart.year + 1)
      const year = names === 'start-year' ? yearStart.year : next.subtract({ days: 1 }).year
      const months = Array.from({ length: 12 }, (_, m) => {
        const { year, month } = yearStart.toPlainYearMonth().add({ months: m })
        return Temporal.PlainDate.from({ year, month, day: start.day }, { overflow: 'constrain' })
      })
      const month = months.findLastIndex((m) => Temporal.PlainDate.compare(m, date) <= 0)
      const ordinal = year * 12 + month
      expect(calendar.ordinal('month', day)).toBe(ordinal)
      expect(printDay(calendar.start('month', ordinal))).toBe(months[month]?.toString())
      expect(printDay(calendar.start('year', year + 1))).toBe(next.toString())
    }),
    { numRuns: 1000 },
  )
})
