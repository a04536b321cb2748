import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, parseDay, printDay } from '../../src/time/day.ts'
import { dayIn, endOfDay, isTimeZone } from '../../src/time/zone.ts'
import { aNearDay } from './calendars.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Kiritimati',
  'Asia/Kolkata',
  'Pacific/Apia',
]

function hours(text: string, zone: string): number {
  const day = parseDay(text) as Day
  return (Date.parse(endOfDay(day, zone)) - Date.parse(endOfDay(day - 1, zone))) / 3_600_000
}

test('[T2] an instant falls on the local day of the organisation', () => {
  const instant = '2026-03-15T23:30:00Z'
  const local = (zone: string) => printDay(dayIn(zone, instant))
  expect(local('Europe/Berlin')).toBe('2026-03-16')
  expect(local('America/New_York')).toBe('2026-03-15')
  expect(local('Asia/Kolkata')).toBe('2026-03-16')
  expect(printDay(dayIn('Pacific/Kiritimati', '2026-12-31T10:00:00Z'))).toBe('2027-01-01')
  expect(printDay(dayIn('Pacific/Kiritimati', '2026-12-31T09:59:59.999Z'))).toBe('2026-12-31')
  expect(dayIn('Europe/Berlin', Date.UTC(2026, 2, 15, 23, 30))).toBe(dayIn('Europe/Berlin', instant))
  expect(printDay(dayIn('UTC', '2026-03-16T00:30:00+01:00'))).toBe('2026-03-15')
})

test('[T2] a text without an offset is no instant, and an unknown place is no time zone', () => {
  expect(() => dayIn('Europe/Berlin', '2026-03-15T23:30:00')).toThrow(RangeError)
  expect(() => dayIn('Europe/Perlbeck', '2026-03-15T23:30:00Z')).toThrow(RangeError)
  expect(zones.every(isTimeZone)).toBe(true)
  for (const text of ['Europe/Perlbeck', '+02:00', '', 'Berlin']) expect(isTimeZone(text), text).toBe(false)
})

test('[T3] days on which clocks change have 23 and 25 hours and end at the first instant of the next day', () => {
  expect(endOfDay(parseDay('2026-03-29') as Day, 'Europe/Berlin')).toBe('2026-03-29T22:00:00Z')
  expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23)
  expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25)
  expect(hours('2026-03-08', 'America/New_York')).toBe(23)
  expect(hours('2026-11-01', 'America/New_York')).toBe(25)
  expect(hours('2026-03-29', 'Asia/Kolkata')).toBe(24)
  expect(endOfDay(parseDay('2026-12-31') as Day, 'Pacific/Kiritimati')).toBe('2026-12-31T10:00:00Z')
})

test('[T3] a day that a time zone skipped ends where the day before it ends', () => {
  const skipped = parseDay('2011-12-30') as Day
  expect(endOfDay(skipped, 'Pacific/Apia')).toBe(endOfDay(skipped - 1, 'Pacific/Apia'))
  expect(hours('2011-12-30', 'Pacific/Apia')).toBe(0)
})

test('[T3] the instant at which a day ends is on a later day, and a millisecond earlier is not', () => {
  fc.assert(
    fc.property(aNearDay, fc.constantFrom(...zones), (day, zone) => {
      const end = Date.parse(endOfDay(day, zone))
      expect(dayIn(zone, end)).toBeGreaterThan(day)
      expect(dayIn(zone, end - 1)).toBeLessThanOrEqual(day)
    }),
    { numRuns: 1000 },
  )
})
