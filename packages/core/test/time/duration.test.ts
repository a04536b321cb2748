import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, dayOf, parseDay, printDay } from '../../src/time/day.ts'
import { countIn, type Duration, dayAfter, parseDuration, printDuration } from '../../src/time/duration.ts'
import { type Grain, grains } from '../../src/time/grain.ts'
import { anyGrain, sound } from './calendars.ts'

const aDuration: fc.Arbitrary<Duration> = fc.record({ count: fc.nat(9999), grain: anyGrain })

test('[T20] a duration is a whole number of one grain', () => {
  const cases: Readonly<Record<string, Duration>> = {
    '3 months': { count: 3, grain: 'month' },
    '1 quarter': { count: 1, grain: 'quarter' },
    '2 weeks': { count: 2, grain: 'week' },
    '45 days': { count: 45, grain: 'day' },
    '1 year': { count: 1, grain: 'year' },
    '2 half-years': { count: 2, grain: 'half' },
    '1 half': { count: 1, grain: 'half' },
    ' 0 Months ': { count: 0, grain: 'month' },
    '3months': { count: 3, grain: 'month' },
  }
  for (const [text, duration] of Object.entries(cases)) expect(parseDuration(text), text).toEqual(duration)
})

test('[T20] a printed duration is read as itself', () => {
  fc.assert(
    fc.property(aDuration, (duration) => {
      expect(parseDuration(printDuration(duration))).toEqual(duration)
    }),
  )
  expect(printDuration({ count: 1, grain: 'month' })).toBe('1 month')
  expect(printDuration({ count: 0, grain: 'half' })).toBe('0 half-years')
})

test('[T20] a misspelt grain is refused with the right one, a fraction as such, the rest as unreadable', () => {
  expect(parseDuration('3 mnths')).toEqual({
    fault: 'duration-grain-unknown',
    facts: { text: '3 mnths', word: 'mnths', hint: 'months' },
  })
  expect(parseDuration('1.5 months')).toEqual({ fault: 'duration-not-whole', facts: { text: '1.5 months' } })
  for (const text of [
    '',
    '3',
    'months',
    '-3 months',
    '3 fortnights',
    '10000 days',
    '1 year 2 months',
    '+3 days',
  ]) {
    expect(parseDuration(text), text).toEqual({ fault: 'duration-unreadable', facts: { text } })
  }
})

test('[T20] months after a date keep the day of the month or take the last, as Temporal does', () => {
  const units = { day: 'days', week: 'weeks', month: 'months', year: 'years' } as const
  const inTemporal = ({ count, grain }: Duration): Temporal.DurationLike =>
    grain === 'quarter'
      ? { months: 3 * count }
      : grain === 'half'
        ? { months: 6 * count }
        : { [units[grain]]: count }
  fc.assert(
    fc.property(
      fc.integer({ min: dayOf(1700, 1, 1), max: dayOf(2200, 1, 1) }),
      aDuration,
      (day, { count, grain }) => {
        const duration = { count: count % 700, grain }
        const date = Temporal.PlainDate.from(printDay(day)).add(inTemporal(duration))
        expect(printDay(dayAfter(day, duration))).toBe(date.toString())
      },
    ),
    { numRuns: 1000 },
  )
  const january = parseDay('2026-01-31') as Day
  expect(printDay(dayAfter(january, { count: 1, grain: 'month' }))).toBe('2026-02-28')
})

test('[T20] a duration converts only where the result is the same in every year', () => {
  expect(countIn({ count: 1, grain: 'quarter' }, 'month')).toBe(3)
  expect(countIn({ count: 6, grain: 'month' }, 'half')).toBe(1)
  expect(countIn({ count: 4, grain: 'month' }, 'quarter')).toBeUndefined()
  expect(countIn({ count: 2, grain: 'week' }, 'day')).toBe(14)
  expect(countIn({ count: 14, grain: 'day' }, 'week')).toBe(2)
  expect(countIn({ count: 15, grain: 'day' }, 'week')).toBeUndefined()
  expect(countIn({ count: 1, grain: 'month' }, 'day')).toBeUndefined()
  expect(countIn({ count: 1, grain: 'year' }, 'week')).toBeUndefined()
  expect(countIn({ count: 0, grain: 'year' }, 'day')).toBe(0)
})

test('[T20] a duration of months spans as many fiscal periods as it converts to', () => {
  const calendar = sound({ start: { month: 4, day: 1 } })
  const coarse = grains.filter((grain) => grain !== 'day' && grain !== 'week')
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.constantFrom(...coarse),
      fc.constantFrom(...coarse),
      (count, grain, unit: Grain) => {
        const periods = countIn({ count, grain }, unit)
        const start = calendar.start(unit, 8000)
        const later = dayAfter(start, { count, grain })
        const landed = calendar.ordinal(unit, later)
        const landsOnStart = calendar.start(unit, landed) === later
        expect(landsOnStart).toBe(periods !== undefined)
        if (periods !== undefined) expect(landed).toBe(8000 + periods)
      },
    ),
  )
})
