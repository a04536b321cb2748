import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Digest } from '../../src/notice/digest.ts'
import { nextDigest } from '../../src/notice/digest.ts'
import type { QuietHours } from '../../src/notice/quiet-hours.ts'
import { afterQuiet } from '../../src/notice/quiet-hours.ts'
import { parseDay } from '../../src/time/day.ts'

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const
const first = parseDay('2026-01-01') as number
const last = parseDay('2027-12-31') as number

/** What the clock on the wall shows, by the platform's own calendar and nothing of what is tested. */
function wallOf(timeZone: string): (instant: number) => { date: string; minute: number } {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return (instant) => {
    const [date = '', time = ''] = format.format(instant).split(' ')
    const [hours, minutes] = time.split(':')
    return { date, minute: Number(hours) * 60 + Number(minutes) }
  }
}

function within({ from, to }: QuietHours, minute: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}

const minutes = fc.integer({ min: 0, max: 1439 })
const quiets = fc.record({ from: minutes, to: minutes })

describe.each(zones)('over two years in %s', (timeZone) => {
  const wall = wallOf(timeZone)

  /** Steps the clock from slot to slot, and demands one for each local day that may have one. */
  function walk(digest: Digest, quiet: QuietHours | undefined, expected: (date: string) => boolean): void {
    const dates: string[] = []
    const start = Date.UTC(2025, 11, 31, 12)
    let now = start
    for (;;) {
      const slot = nextDigest(digest, { timeZone, quiet: undefined }, now)
      if (!slot || slot.day > last) break
      expect(slot.at).toBeGreaterThan(now)
      if (slot.day >= first) dates.push(new Date(slot.day * 86_400_000).toISOString().slice(0, 10))
      const { date, minute } = wall(slot.at)
      const planned = 'at' in digest ? digest.at : Number.NaN
      expect(date).toBe(new Date(slot.day * 86_400_000).toISOString().slice(0, 10))
      // Only a change of the clocks moves it, and forward.
      if (minute !== planned) {
        expect(minute).toBeGreaterThan(planned)
        expect(minute - planned).toBeLessThanOrEqual(60)
      }
      const told = nextDigest(digest, { timeZone, quiet }, now)
      expect(told?.day).toBe(slot.day)
      if (quiet && told) expect(within(quiet, wall(told.at).minute)).toBe(false)
      now = slot.at
    }
    const all = Array.from({ length: last - first + 1 }, (_, index) =>
      new Date((first + index) * 86_400_000).toISOString().slice(0, 10),
    )
    expect(dates).toEqual(all.filter(expected))
  }

  test('[W3] every local day has one digest at each quarter of an hour at which clocks change', () => {
    for (const at of [0, 75, 105, 120, 135, 150, 165, 180, 480, 1439])
      walk({ every: 'day', at }, undefined, () => true)
  })

  test('[W4] whatever its time and the quiet hours: one a day, and never in them', () => {
    fc.assert(
      fc.property(minutes, quiets, (at, quiet) => walk({ every: 'day', at }, quiet, () => true)),
      { numRuns: 12 },
    )
  })

  test('[W3] a weekly one on every such weekday', () => {
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 7 }), quiets, (at, weekday, quiet) =>
        walk({ every: 'week', weekday, at }, quiet, (date) => (new Date(date).getUTCDay() || 7) === weekday),
      ),
      { numRuns: 20 },
    )
  })

  test('[W2] nothing goes out in quiet hours, nor a minute later than it must', () => {
    const instants = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 })
    fc.assert(
      fc.property(instants, quiets, (minute, quiet) => {
        const instant = minute * 60_000
        const after = afterQuiet(instant, quiet, timeZone)
        expect(within(quiet, wall(after).minute) && quiet.from !== quiet.to).toBe(false)
        for (let one = instant; one < after; one += 60_000) expect(within(quiet, wall(one).minute)).toBe(true)
      }),
      { numRuns: 120 },
    )
  })
})
