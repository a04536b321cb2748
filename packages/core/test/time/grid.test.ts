import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, dayOf, parseDay, printDay } from '../../src/time/day.ts'
import { compareGrains, type Grain, grains, isFiner, isGrain } from '../../src/time/grain.ts'
import type { Grid } from '../../src/time/grid.ts'
import { aNearDay, anyDay, anyGrain, anySpec, monthSpec, sound, weekSpec } from './calendars.ts'

const day = (text: string) => parseDay(text) as Day
const pairs = grains.flatMap((finer) =>
  grains.filter((coarser) => compareGrains(finer, coarser) <= 0).map((coarser) => [finer, coarser] as const),
)
const aPair = fc.constantFrom(...pairs)

test('[T4] grains are ordered from day to year, and a year has 12, 4 and 2 parts', () => {
  expect([...grains].reverse().sort(compareGrains)).toEqual(grains)
  expect(isFiner('week', 'month')).toBe(true)
  expect(isFiner('month', 'month')).toBe(false)
  expect(isFiner('year', 'half')).toBe(false)
  expect(isGrain('quarter')).toBe(true)
  expect(isGrain('Quarter')).toBe(false)
  expect(grains.map((grain) => sound({}).perYear(grain))).toEqual([365, 52, 12, 4, 2, 1])
})

test('[T10] every day lies in exactly one period of every grain, and consecutive periods touch', () => {
  fc.assert(
    fc.property(anySpec, anyGrain, anyDay, (spec, grain, day) => {
      const calendar = sound(spec)
      const ordinal = calendar.ordinal(grain, day)
      expect(Number.isSafeInteger(ordinal)).toBe(true)
      expect(calendar.start(grain, ordinal)).toBeLessThanOrEqual(day)
      expect(calendar.end(grain, ordinal)).toBeGreaterThanOrEqual(day)
      expect(calendar.start(grain, ordinal + 1)).toBe(calendar.end(grain, ordinal) + 1)
      for (const inside of [calendar.start(grain, ordinal), calendar.end(grain, ordinal)]) {
        expect(calendar.ordinal(grain, inside)).toBe(ordinal)
      }
    }),
    { numRuns: 2000 },
  )
})

test('[T10] days summed to months, quarters, halves and years are days summed to years', () => {
  fc.assert(
    fc.property(anySpec, fc.integer({ min: 1601, max: 2998 }), (spec, year) => {
      const calendar = sound(spec)
      const value = (day: Day) => (day * 7919) % 101
      const sum = (grain: Grain, ordinal: number, path: readonly Grain[]): number => {
        const [finer, ...rest] = path
        if (finer === undefined) return value(ordinal)
        const [first, last] = calendar.range(grain, ordinal, finer)
        let total = 0
        for (let part = first; part <= last; part++) total += sum(finer, part, rest)
        return total
      }
      const direct = sum('year', year, ['day'])
      expect(sum('year', year, ['month', 'day'])).toBe(direct)
      expect(sum('year', year, ['half', 'quarter', 'month', 'day'])).toBe(direct)
      if (calendar.nests('week', 'year')) expect(sum('year', year, ['month', 'week', 'day'])).toBe(direct)
    }),
  )
})

test('[T11] range and containing are exact inverses for every pair of grains', () => {
  fc.assert(
    fc.property(anySpec, aPair, anyDay, (spec, [finer, coarser], day) => {
      const calendar = sound(spec)
      const part = calendar.ordinal(finer, day)
      const whole = calendar.containing(finer, coarser, part)
      const [first, last] = calendar.range(coarser, whole, finer)
      expect(first <= part && part <= last).toBe(true)
      for (const [at, expected] of [
        [first - 1, whole - 1],
        [first, whole],
        [last, whole],
        [last + 1, whole + 1],
      ] as const) {
        expect(calendar.containing(finer, coarser, at)).toBe(expected)
      }
    }),
    { numRuns: 3000 },
  )
})

test('[T11] an ISO week belongs to the period of its Thursday', () => {
  const calendar = sound({})
  const april = calendar.ordinal('month', day('2026-04-01'))
  const week = calendar.ordinal('week', day('2026-03-30'))
  expect(calendar.containing('week', 'month', week)).toBe(april)
  expect(calendar.containing('week', 'month', week - 1)).toBe(april - 1)
  expect(calendar.range('month', april, 'week')[0]).toBe(week)
})

test('[T12] a finer period lies wholly in the coarser one it belongs to wherever the calendar says that it nests', () => {
  fc.assert(
    fc.property(anySpec, aPair, anyDay, (spec, [finer, coarser], day) => {
      const calendar = sound(spec)
      expect(calendar.nests(finer, coarser)).toBe(
        finer !== 'week' || coarser === 'week' || spec.pattern !== undefined,
      )
      if (!calendar.nests(finer, coarser)) return
      const part = calendar.ordinal(finer, day)
      const whole = calendar.containing(finer, coarser, part)
      expect(calendar.start(finer, part)).toBeGreaterThanOrEqual(calendar.start(coarser, whole))
      expect(calendar.end(finer, part)).toBeLessThanOrEqual(calendar.end(coarser, whole))
    }),
  )
  expect(sound({}).nests('month', 'week')).toBe(false)
})

test('[T13] a month, quarter, half or year starts a year after the same period a year earlier', () => {
  fc.assert(
    fc.property(
      monthSpec,
      anyDay,
      fc.constantFrom('month', 'quarter', 'half', 'year'),
      (spec, day, grain) => {
        const calendar = sound(spec)
        const ordinal = calendar.ordinal(grain as Grain, day)
        const before = calendar.yearBefore(grain as Grain, ordinal)
        const start = (period: number) =>
          Temporal.PlainDate.from(printDay(calendar.start(grain as Grain, period)))
        expect(
          start(before).toPlainYearMonth().add({ years: 1 }).equals(start(ordinal).toPlainYearMonth()),
        ).toBe(true)
      },
    ),
  )
})

test('[T13] a day gives the same date a year earlier, 29 February the 28th', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const before = Temporal.PlainDate.from(printDay(day)).subtract({ years: 1 })
      expect(printDay(sound({}).yearBefore('day', day))).toBe(before.toString())
    }),
  )
  expect(printDay(sound({}).yearBefore('day', day('2024-02-29')))).toBe('2023-02-28')
})

test('[T13] a week gives the same number a year earlier, and week 53 gives 52 where there is no 53', () => {
  const before = (grid: Grid & { name(grain: Grain, ordinal: number): string }, day: Day) =>
    grid.name('week', grid.yearBefore('week', grid.ordinal('week', day)))
  const calendar = sound({})
  expect(before(calendar, day('2020-12-30'))).toBe('2019-W52')
  expect(before(calendar, day('2021-12-30'))).toBe('2020-W52')
  expect(before(calendar, day('2026-02-11'))).toBe('2025-W07')
  const fiscal = sound({ pattern: '4-4-5', yearEnd: { weekday: 6, month: 1, rule: 'nearest' } })
  expect(before(fiscal, day('2024-02-03'))).toBe('FY23-W52')
  expect(before(fiscal, day('2024-02-04'))).toBe('FY24-W01')
  fc.assert(
    fc.property(anySpec, anyDay, (spec, day) => {
      const calendar = sound(spec)
      const week = calendar.ordinal('week', day)
      const now = calendar.weekOfYear(week)
      const earlier = calendar.weekOfYear(calendar.yearBefore('week', week))
      expect(earlier.year).toBe(now.year - 1)
      expect(earlier.week).toBe(Math.min(now.week, calendar.weeksIn(now.year - 1)))
    }),
  )
})

test('[T14] the first period of a fiscal year belongs to it and the one before does not', () => {
  fc.assert(
    fc.property(anySpec, anyGrain, anyDay, (spec, grain, day) => {
      const calendar = sound(spec)
      const ordinal = calendar.ordinal(grain, day)
      const first = calendar.yearStart(grain, ordinal)
      const year = calendar.containing(grain, 'year', ordinal)
      expect(first).toBeLessThanOrEqual(ordinal)
      expect(calendar.containing(grain, 'year', first)).toBe(year)
      expect(calendar.containing(grain, 'year', first - 1)).toBe(year - 1)
    }),
    { numRuns: 1000 },
  )
  const calendar = sound({})
  const may = calendar.ordinal('week', day('2027-05-05'))
  expect(printDay(calendar.start('week', calendar.yearStart('week', may)))).toBe('2027-01-04')
})

test('[T11] [T15] ISO weeks and their years agree with Temporal, in every calendar of months', () => {
  fc.assert(
    fc.property(monthSpec, anyDay, (spec, day) => {
      const calendar = sound(spec)
      const date = Temporal.PlainDate.from(printDay(day))
      const week = calendar.ordinal('week', day)
      expect(calendar.weekOfYear(week)).toEqual({ year: date.yearOfWeek, week: date.weekOfYear })
      expect(calendar.start('week', week)).toBe(day - date.dayOfWeek + 1)
    }),
    { numRuns: 1000 },
  )
  const name = (text: string) => sound({}).name('week', sound({}).ordinal('week', day(text)))
  expect(name('2021-01-03')).toBe('2020-W53')
  expect(name('2021-01-04')).toBe('2021-W01')
  expect(name('2024-12-30')).toBe('2025-W01')
})

test('[T7] the weeks of a year in a calendar of weeks are its days, seven by seven', () => {
  fc.assert(
    fc.property(weekSpec, aNearDay, (spec, day) => {
      const calendar = sound(spec)
      const year = calendar.ordinal('year', day)
      expect(calendar.start('week', calendar.firstWeek(year))).toBe(calendar.start('year', year))
      expect(calendar.end('year', year) - calendar.start('year', year) + 1).toBe(7 * calendar.weeksIn(year))
    }),
  )
})

test('[T4] asking what a coarser period belongs to among finer ones is a bug and says so', () => {
  const calendar = sound({})
  const year = calendar.ordinal('year', dayOf(2026, 1, 1))
  expect(() => calendar.containing('year', 'month', year)).toThrow('a period belongs to a coarser one')
  expect(() => calendar.range('month', 24312, 'year')).toThrow('a period is made of finer ones')
})
