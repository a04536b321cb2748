import { describe, expect, test } from 'vitest'
import type { ReminderRules } from '../../src/notice/check-in.ts'
import { escalationOf, reminderAt, remindersOf } from '../../src/notice/check-in.ts'
import type { NoticePreferences } from '../../src/notice/delivery.ts'
import { mailingOf, usualWays } from '../../src/notice/delivery.ts'
import { nextDigest } from '../../src/notice/digest.ts'
import { instantOf, parseMinute, printMinute } from '../../src/notice/local-time.ts'
import { afterQuiet, isQuiet } from '../../src/notice/quiet-hours.ts'
import { parseDay, printDay } from '../../src/time/day.ts'

const berlin = 'Europe/Berlin'
const day = (text: string): number => parseDay(text) as number
const minute = (text: string): number => parseMinute(text) as number
const moment = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const shown = (instant: number | undefined, zone = berlin): string =>
  instant === undefined
    ? 'never'
    : Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(zone)
        .toString({ timeZoneName: 'never', smallestUnit: 'minute' })
const at = (date: string, time: string, zone = berlin): string =>
  shown(instantOf(day(date), minute(time), zone), zone)

test('a time of the day is written with four digits', () => {
  expect([minute('00:00'), minute('07:30'), minute('23:59')]).toEqual([0, 450, 1439])
  expect(['7:30', '24:00', '12:60', '12', '', '12:30:00'].map(parseMinute)).toEqual(Array(6).fill(undefined))
  for (let one = 0; one < 1440; one++) expect(parseMinute(printMinute(one))).toBe(one)
})

test('[W1] a local time that is left out moves forward, and one that comes twice is the first', () => {
  expect(at('2026-03-29', '02:30')).toBe('2026-03-29T03:30+02:00')
  expect(at('2026-10-25', '02:30')).toBe('2026-10-25T02:30+02:00')
  expect(at('2026-03-08', '02:15', 'America/New_York')).toBe('2026-03-08T03:15-04:00')
  // Lord Howe moves its clocks by half an hour.
  expect(at('2026-10-04', '02:10', 'Australia/Lord_Howe')).toBe('2026-10-04T02:40+11:00')
  expect(at('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe('2026-04-05T01:45+11:00')
  expect(at('2026-07-01', '08:00', 'Asia/Kathmandu')).toBe('2026-07-01T08:00+05:45')
})

describe('[W2] quiet hours', () => {
  const night = { from: minute('22:00'), to: minute('07:00') }
  const noon = { from: minute('12:00'), to: minute('13:00') }

  test('run over midnight, and end before their end', () => {
    const quiet = (text: string) => isQuiet(moment(text), night, berlin)
    expect(quiet('2026-01-10T21:59+01:00')).toBe(false)
    expect(quiet('2026-01-10T22:00+01:00')).toBe(true)
    expect(quiet('2026-01-11T06:59+01:00')).toBe(true)
    expect(quiet('2026-01-11T07:00+01:00')).toBe(false)
    expect(isQuiet(moment('2026-01-11T12:30+01:00'), noon, berlin)).toBe(true)
    expect(isQuiet(moment('2026-01-11T12:30+01:00'), { from: 60, to: 60 }, berlin)).toBe(false)
    expect(isQuiet(moment('2026-01-11T12:30+01:00'), undefined, berlin)).toBe(false)
  })

  test('postpone to their end, on the day of the change as well', () => {
    const after = (text: string, quiet = night) => shown(afterQuiet(moment(text), quiet, berlin))
    expect(after('2026-01-10T12:00+01:00')).toBe('2026-01-10T12:00+01:00')
    expect(after('2026-01-10T23:00+01:00')).toBe('2026-01-11T07:00+01:00')
    expect(after('2026-01-11T00:30+01:00')).toBe('2026-01-11T07:00+01:00')
    expect(after('2026-03-28T23:00+01:00')).toBe('2026-03-29T07:00+02:00')
    // Their end is left out: they end with the change. It comes twice: they end, and there are some again.
    const short = { from: minute('22:00'), to: minute('02:30') }
    expect(after('2026-03-29T01:30+01:00', short)).toBe('2026-03-29T03:00+02:00')
    expect(after('2026-10-25T02:10+02:00', short)).toBe('2026-10-25T02:30+02:00')
    expect(after('2026-10-25T02:10+01:00', short)).toBe('2026-10-25T02:30+01:00')
  })
})

test('[W3] a notice comes into the first digest planned after it', () => {
  const place = { timeZone: berlin, quiet: undefined }
  const next = (digest: Parameters<typeof nextDigest>[0], text: string) => {
    const slot = nextDigest(digest, place, moment(text))
    return slot && `${printDay(slot.day)} ${shown(slot.at)}`
  }
  const daily = { every: 'day', at: minute('08:00') } as const
  expect(next(daily, '2026-11-24T07:59+01:00')).toBe('2026-11-24 2026-11-24T08:00+01:00')
  expect(next(daily, '2026-11-24T08:00+01:00')).toBe('2026-11-25 2026-11-25T08:00+01:00')
  const weekly = { every: 'week', weekday: 1, at: minute('08:00') } as const
  expect(next(weekly, '2026-11-24T07:00+01:00')).toBe('2026-11-30 2026-11-30T08:00+01:00')
  expect(next({ every: 'none' }, '2026-11-24T07:00+01:00')).toBeUndefined()
})

test('[W4] a digest planned in quiet hours goes out at their end, and keeps its day', () => {
  const place = { timeZone: berlin, quiet: { from: minute('20:00'), to: minute('07:00') } }
  const slot = nextDigest({ every: 'day', at: minute('23:00') }, place, moment('2026-11-24T12:00+01:00'))
  expect(slot && [printDay(slot.day), shown(slot.at)]).toEqual(['2026-11-24', '2026-11-25T07:00+01:00'])
})

const rules: ReminderRules = {
  graceDays: 5,
  daysBefore: [2, 9, 20],
  daysAfter: [0, 3],
  escalateAfterDays: 4,
  at: minute('09:00'),
}

test('[W5] reminders lie about the due day, and none before the period is over', () => {
  const told = remindersOf(day('2026-03-31'), rules, berlin)
  expect(told.map(({ days, at: instant }) => `${days} ${shown(instant)}`)).toEqual([
    '-4 2026-04-01T09:00+02:00',
    '-2 2026-04-03T09:00+02:00',
    '0 2026-04-05T09:00+02:00',
    '3 2026-04-08T09:00+02:00',
  ])
  const abroad = remindersOf(day('2026-03-31'), rules, 'Asia/Kathmandu')
  expect(shown(abroad[0]?.at, 'Asia/Kathmandu')).toBe('2026-04-01T09:00+05:45')
  expect(remindersOf(day('2026-03-31'), { ...rules, daysBefore: [], daysAfter: [] }, berlin)).toEqual([])
})

test('[W6] of the reminders that have come only the last is told', () => {
  const told = remindersOf(day('2026-03-31'), rules, berlin)
  expect(reminderAt(told, moment('2026-04-01T08:59+02:00'))).toBeUndefined()
  expect(reminderAt(told, moment('2026-04-01T09:00+02:00'))?.days).toBe(-4)
  expect(reminderAt(told, moment('2026-05-01T09:00+02:00'))?.days).toBe(3)
})

test('[W7] the head is told after the days of the rule, or never', () => {
  expect(shown(escalationOf(day('2026-03-31'), rules, berlin))).toBe('2026-04-09T09:00+02:00')
  expect(escalationOf(day('2026-03-31'), { ...rules, escalateAfterDays: undefined }, berlin)).toBeUndefined()
})

test('[W8] a notice is mailed as the person chose for its sort', () => {
  const preferences: NoticePreferences = {
    timeZone: berlin,
    quiet: { from: minute('18:00'), to: minute('08:00') },
    digest: { every: 'day', at: minute('09:00') },
    ways: { ...usualWays, 'action-due': 'inbox' },
  }
  const evening = moment('2026-11-24T19:00+01:00')
  const mailed = (
    sort: 'mentioned' | 'finding-new' | 'action-due',
    more: Partial<NoticePreferences> = {},
  ) => {
    const mailing = mailingOf({ ...preferences, ...more }, sort, evening)
    return mailing && `${mailing.kind} ${shown(mailing.at)}`
  }
  expect(mailed('mentioned')).toBe('alone 2026-11-25T08:00+01:00')
  expect(mailed('finding-new')).toBe('digest 2026-11-25T09:00+01:00')
  expect(mailed('action-due')).toBeUndefined()
  expect(mailed('finding-new', { digest: { every: 'none' } })).toBeUndefined()
})
