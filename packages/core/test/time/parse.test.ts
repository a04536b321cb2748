import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, dayOf, firstYear, lastYear, parseDay } from '../../src/time/day.ts'
import { isFault } from '../../src/time/fault.ts'
import { type Grain, grains } from '../../src/time/grain.ts'
import { anyGrain, anySpec, sound } from './calendars.ts'

const calendarYears = sound({})
const fromApril = sound({ start: { month: 4, day: 1 } })
const fromFebruary = sound({ start: { month: 2, day: 1 } })
const from6April = sound({ start: { month: 4, day: 6 } })
const retail = sound({ pattern: '4-4-5', yearEnd: { weekday: 6, month: 1, rule: 'nearest' } })
const untilSunday = sound({ pattern: '4-4-5', yearEnd: { weekday: 7, month: 12, rule: 'last' } })

type Calendar = typeof fromApril

function names(calendar: Calendar, text: string): string[] {
  const day = parseDay(text) as Day
  return grains.map((grain) => calendar.name(grain, calendar.ordinal(grain, day)))
}

/** The canonical name of what a text names, or its fault. */
function read(calendar: Calendar, text: string): string {
  const reading = calendar.parse(text)
  return isFault(reading) ? reading.fault : calendar.name(reading.grain, reading.ordinal)
}

test('[T15] every period has one name', () => {
  expect(names(calendarYears, '2026-07-31')).toEqual([
    ...['2026-07-31', '2026-W31', '2026-07', '2026-Q3', '2026-H2', '2026'],
  ])
  expect(names(fromApril, '2026-07-31')).toEqual([
    ...['2026-07-31', '2026-W31', '2026-07', 'FY27-Q2', 'FY27-H1', 'FY27'],
  ])
  expect(names(from6April, '2026-07-05')).toEqual([
    ...['2026-07-05', '2026-W27', 'FY27-P03', 'FY27-Q1', 'FY27-H1', 'FY27'],
  ])
  expect(names(retail, '2026-07-31')).toEqual([
    ...['2026-07-31', 'FY27-W26', 'FY27-P06', 'FY27-Q2', 'FY27-H1', 'FY27'],
  ])
  expect(names(sound({ start: { month: 4, day: 1 }, names: 'start-year' }), '2026-07-31')[5]).toBe('FY26')
})

test('[T9] a fiscal year is named after the year it ends in, or the one it starts in', () => {
  const year = (spec: Parameters<typeof sound>[0], text: string) => names(sound(spec), text)[5]
  const start = { month: 4, day: 1 }
  expect(year({ start }, '2026-03-31')).toBe('FY26')
  expect(year({ start }, '2026-04-01')).toBe('FY27')
  expect(year({ start, names: 'start-year' }, '2026-03-31')).toBe('FY25')
  expect(year({ start, names: 'start-year' }, '2026-04-01')).toBe('FY26')
  expect(year({ start: { month: 1, day: 2 } }, '2026-01-02')).toBe('FY27')
  expect(year({ names: 'start-year' }, '2026-01-01')).toBe('2026')
})

test('[T15] two digits after FY are the years 2000 to 2099, and other years have four', () => {
  const name = (year: number) => fromApril.name('year', year)
  expect([1999, 2000, 2099, 2100].map(name)).toEqual(['FY1999', 'FY00', 'FY99', 'FY2100'])
})

test('[T15] the name of a period is read as that period, in every calendar and grain', () => {
  fc.assert(
    fc.property(
      anySpec,
      anyGrain,
      fc.integer({ min: firstYear + 1, max: lastYear - 1 }),
      fc.nat(365),
      (...drawn) => {
        const [spec, grain, year, late] = drawn
        const calendar = sound(spec)
        const ordinal = calendar.ordinal(grain, dayOf(year, 1, 1) + late)
        const name = calendar.name(grain, ordinal)
        expect(calendar.parse(name)).toEqual({ grain, ordinal })
        expect(calendar.parse(name.toLowerCase())).toEqual({ grain, ordinal })
      },
    ),
    { numRuns: 3000 },
  )
})

test('[T15] two periods of a calendar never share a name', () => {
  fc.assert(
    fc.property(anySpec, fc.integer({ min: 1995, max: 2105 }), (spec, year) => {
      const calendar = sound(spec)
      const seen = new Map<string, string>()
      for (const grain of grains) {
        const [first, last] = calendar.range('year', year, grain)
        for (let ordinal = first; ordinal <= last; ordinal++) {
          const name = calendar.name(grain, ordinal)
          expect(seen.get(name)).toBeUndefined()
          seen.set(name, grain)
        }
      }
    }),
    { numRuns: 50 },
  )
})

test('[T16] small letters, four digits and fiscal names are read everywhere', () => {
  expect(read(fromApril, 'fy27-q1')).toBe('FY27-Q1')
  expect(read(fromApril, 'FY2027-Q1')).toBe('FY27-Q1')
  expect(read(fromApril, ' FY27 ')).toBe('FY27')
  expect(read(fromApril, 'FY27-P03')).toBe('2026-06')
  expect(read(calendarYears, 'FY27')).toBe('2027')
  expect(read(calendarYears, 'FY27-H2')).toBe('2027-H2')
  expect(read(calendarYears, 'FY27-P03')).toBe('2027-03')
  expect(read(calendarYears, 'FY27-W07')).toBe('2027-W07')
  expect(read(calendarYears, '2026-w07')).toBe('2026-W07')
})

test('[T17] a calendar name is read where it has exactly the days of a fiscal period', () => {
  expect(read(fromApril, '2026-Q3')).toBe('FY27-Q2')
  expect(read(fromApril, '2026-Q1')).toBe('FY26-Q4')
  expect(read(fromApril, '2026-H2')).toBe('period-not-in-calendar')
  expect(read(sound({ start: { month: 7, day: 1 } }), '2026-H2')).toBe('FY27-H1')
  expect(read(fromApril, '2026-07')).toBe('2026-07')
  expect(read(from6April, '2026-W07')).toBe('2026-W07')
  expect(read(untilSunday, '2026-W07')).toBe('FY26-W07')
  expect(read(retail, '2026-W07')).toBe('period-not-in-calendar')
})

test('[T17] a calendar name that is no fiscal period is refused with the fiscal periods it touches', () => {
  expect(fromFebruary.parse('2026-Q3')).toEqual({
    fault: 'period-not-in-calendar',
    facts: {
      text: '2026-Q3',
      grain: 'quarter',
      firstDay: '2026-07-01',
      lastDay: '2026-09-30',
      earlier: 'FY27-Q2',
      later: 'FY27-Q3',
    },
  })
  expect(from6April.parse('2026-07')).toMatchObject({ facts: { earlier: 'FY27-P03', later: 'FY27-P04' } })
  expect(fromApril.parse('2026')).toMatchObject({ facts: { earlier: 'FY26', later: 'FY27' } })
})

test('[T17] a calendar name that is read has exactly the days it stands for', () => {
  const months: Readonly<Record<string, number>> = { '': 12, H: 6, Q: 3, M: 1 }
  fc.assert(
    fc.property(
      anySpec,
      fc.integer({ min: 2000, max: 2050 }),
      fc.constantFrom('', 'H', 'Q', 'M'),
      fc.nat(11),
      (...drawn) => {
        const [spec, year, letter, offset] = drawn
        const length = months[letter] as number
        const number = (offset % (12 / length)) + 1
        const suffix = {
          '': '',
          H: `-H${number}`,
          Q: `-Q${number}`,
          M: `-${String(number).padStart(2, '0')}`,
        }[letter]
        const calendar = sound(spec)
        const first = dayOf(year, (number - 1) * length + 1, 1)
        const { year: y, month: m } = new Temporal.PlainYearMonth(year, (number - 1) * length + 1).add({
          months: length,
        })
        const last = dayOf(y, m, 1) - 1
        const grain: Grain = ({ '': 'year', H: 'half', Q: 'quarter', M: 'month' } as const)[letter]
        const reading = calendar.parse(`${year}${suffix}`)
        const fits = periodsOf(calendar, grain, first - 400, last + 400).some(
          ([start, end]) => start === first && end === last,
        )
        expect(isFault(reading)).toBe(!fits)
        if (isFault(reading)) {
          expect(reading.fault).toBe('period-not-in-calendar')
        } else {
          expect(calendar.start(reading.grain, reading.ordinal)).toBe(first)
          expect(calendar.end(reading.grain, reading.ordinal)).toBe(last)
        }
      },
    ),
    { numRuns: 500 },
  )
})

function periodsOf(calendar: Calendar, grain: Grain, firstDay: Day, lastDay: Day): [Day, Day][] {
  const periods: [Day, Day][] = []
  for (let at = calendar.ordinal(grain, firstDay); calendar.start(grain, at) <= lastDay; at++) {
    periods.push([calendar.start(grain, at), calendar.end(grain, at)])
  }
  return periods
}

test('[T17] a fiscal week is refused where weeks are ISO weeks of another year', () => {
  expect(fromApril.parse('FY27-W07')).toEqual({
    fault: 'week-not-fiscal',
    facts: { text: 'FY27-W07', hint: '2026-W20' },
  })
})

test('[T18] a text that is nearly a name is refused with the right spelling', () => {
  const hints = {
    '2026-7': '2026-07',
    '2026/07': '2026-07',
    '2026-7-3': '2026-07-03',
    '2026/07/31': '2026-07-31',
    '2026Q3': '2026-Q3',
    'q3 2026': '2026-Q3',
    '2026-Q03': '2026-Q3',
    'FY27-P3': 'FY27-P03',
    'FY27 Q1': 'FY27-Q1',
    'Q1 FY27': 'FY27-Q1',
    'fy-27': 'FY27',
    'FY 2027': 'FY2027',
    '2026-W7': '2026-W07',
  }
  for (const [text, hint] of Object.entries(hints)) {
    expect(calendarYears.parse(text), text).toEqual({ fault: 'period-misspelt', facts: { text, hint } })
  }
})

test('[T18] a period that does not exist is refused with the numbers that do', () => {
  expect(calendarYears.parse('2025-W53')).toEqual({
    fault: 'week-not-in-year',
    facts: { text: '2025-W53', count: 52 },
  })
  expect(read(calendarYears, '2020-W53')).toBe('2020-W53')
  expect(read(retail, 'FY24-W53')).toBe('FY24-W53')
  expect(read(retail, 'FY25-W53')).toBe('week-not-in-year')
  expect(read(calendarYears, '2026-W00')).toBe('week-not-in-year')
  expect(calendarYears.parse('2026-Q5')).toEqual({
    fault: 'period-not-in-year',
    facts: { text: '2026-Q5', grain: 'quarter', count: 4 },
  })
  for (const text of ['2026-Q0', '2026-H3', '2026-13', '2026-00', 'FY27-P13', 'FY27-Q5', '2026-13-01']) {
    expect(read(calendarYears, text), text).toBe('period-not-in-year')
  }
  expect(calendarYears.parse('2026-02-30')).toEqual({
    fault: 'day-not-in-month',
    facts: { text: '2026-02-30', count: 28 },
  })
  expect(read(calendarYears, '1599')).toBe('year-out-of-range')
  expect(read(calendarYears, '3000-01-01')).toBe('year-out-of-range')
  expect(read(fromApril, 'FY3000-Q1')).toBe('year-out-of-range')
})

test('[T18] anything else is unreadable', () => {
  for (const text of [
    '',
    'next quarter',
    '26',
    'Q3',
    '26-Q3',
    'FY',
    'FY027',
    'FY27-03',
    '31.07.2026',
    '2026-P03',
    '07/2026',
    'FY27-X1',
    '2026-Q3-1',
  ]) {
    expect(read(calendarYears, text), text).toBe('period-unreadable')
  }
})

test('[T18] no text makes reading throw, and what is read has a name that is read alike', () => {
  const characters = fc.constantFrom(...'FYHQPWfyq0123456789-/. '.split(''))
  fc.assert(
    fc.property(
      anySpec,
      fc.oneof(fc.string(), fc.string({ unit: characters, maxLength: 12 })),
      (spec, text) => {
        const calendar = sound(spec)
        const reading = calendar.parse(text)
        if (isFault(reading)) return
        const { grain, ordinal } = reading
        expect(calendar.parse(calendar.name(grain, ordinal))).toEqual(reading)
      },
    ),
    { numRuns: 3000 },
  )
})
