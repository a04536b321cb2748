import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, dayOf, parseDay, printDay, weekdayOf } from '../../src/time/day.ts'
import { anyDay, sound, weekSpec } from './calendars.ts'

const retail = sound({
  pattern: '4-5-4',
  yearEnd: { weekday: 6, month: 1, rule: 'nearest' },
  names: 'start-year',
})

test('[T7] [T8] the year that ends on the Saturday nearest to 31 January has 53 weeks in 2006, 2012, 2017 and 2023', () => {
  const long = []
  for (let year = 2005; year <= 2026; year++) if (retail.weeksIn(year) === 53) long.push(year)
  expect(long).toEqual([2006, 2012, 2017, 2023])
  expect(printDay(retail.end('year', 2017))).toBe('2018-02-03')
  expect(printDay(retail.end('year', 2023))).toBe('2024-02-03')
  expect(printDay(retail.start('year', 2024))).toBe('2024-02-04')
})

test('[T8] the last Saturday of September ends a year of 53 weeks in 2017 and 2023', () => {
  const calendar = sound({ pattern: '4-4-5', yearEnd: { weekday: 6, month: 9, rule: 'last' } })
  expect(printDay(calendar.end('year', 2017))).toBe('2017-09-30')
  expect(printDay(calendar.end('year', 2022))).toBe('2022-09-24')
  expect(printDay(calendar.end('year', 2023))).toBe('2023-09-30')
  expect([2016, 2017, 2018, 2022, 2023, 2024].map((year) => calendar.weeksIn(year))).toEqual([
    52, 53, 52, 52, 53, 52,
  ])
})

test('[T9] a year of weeks is named after its year-end month, even where it ends some days later', () => {
  const spec = { pattern: '4-4-5', yearEnd: { weekday: 6, month: 12, rule: 'nearest' } } as const
  for (const names of ['end-year', 'start-year'] as const) {
    const calendar = sound({ ...spec, names })
    expect(calendar.name('year', calendar.ordinal('year', dayOf(2022, 1, 1)))).toBe('FY21')
    expect(calendar.name('year', calendar.ordinal('year', dayOf(2022, 1, 2)))).toBe('FY22')
    expect(printDay(calendar.end('year', 2022))).toBe('2022-12-31')
  }
})

test('[T7] the months of a quarter have the weeks of the pattern, and a 53rd week belongs to the last month', () => {
  fc.assert(
    fc.property(weekSpec, fc.integer({ min: 1600, max: 2999 }), (spec, year) => {
      const calendar = sound(spec)
      const weeks = Array.from({ length: 12 }, (_, month) => {
        const [first, last] = calendar.range('month', year * 12 + month, 'week')
        return last - first + 1
      })
      const quarter = (spec.pattern ?? '').split('-').map(Number)
      const expected = [...quarter, ...quarter, ...quarter, ...quarter]
      if (calendar.weeksIn(year) === 53) expected[11] = (expected[11] ?? 0) + 1
      expect(weeks).toEqual(expected)
      expect([52, 53]).toContain(calendar.weeksIn(year))
    }),
  )
})

test('[T7] [T8] the fiscal year of any day agrees with a search for its year end, day by day', () => {
  fc.assert(
    fc.property(weekSpec, anyDay, (spec, day) => {
      const calendar = sound(spec)
      const { yearEnd, names } = spec
      if (yearEnd === undefined) throw new Error('no year end')
      const monthEnd = (candidate: Day): Day => {
        // The end of the year-end month that lies nearest to the candidate.
        const { year } = Temporal.PlainDate.from(printDay(candidate))
        const ends = [year - 1, year, year + 1].map((y) => {
          const { daysInMonth } = new Temporal.PlainYearMonth(y, yearEnd.month)
          return dayOf(y, yearEnd.month, daysInMonth)
        })
        return ends.sort((a, b) => Math.abs(a - candidate) - Math.abs(b - candidate))[0] as Day
      }
      const ends = (candidate: Day) => {
        const distance = candidate - monthEnd(candidate)
        const near = yearEnd.rule === 'last' ? distance <= 0 && distance > -7 : Math.abs(distance) <= 3
        return near && weekdayOf(candidate) === yearEnd.weekday
      }
      let end = day
      while (!ends(end)) end++
      const endYear = Number(printDay(monthEnd(end)).slice(0, 4))
      const year = names === 'start-year' && yearEnd.month < 12 ? endYear - 1 : endYear
      expect(calendar.ordinal('year', day)).toBe(year)
      expect(calendar.end('year', year)).toBe(end)
      expect(weekdayOf(calendar.start('week', calendar.ordinal('week', day)))).toBe((yearEnd.weekday % 7) + 1)
    }),
    { numRuns: 300 },
  )
})

test('[T7] fiscal weeks are numbered from the start of the fiscal year', () => {
  const first = retail.ordinal('week', parseDay('2024-02-04') as Day)
  expect(retail.name('week', first)).toBe('FY24-W01')
  expect(retail.name('week', first - 1)).toBe('FY23-W53')
  expect(retail.name('month', retail.ordinal('month', parseDay('2024-02-03') as Day))).toBe('FY23-P12')
})
