import { type Day, dayOf, daysInMonth, firstYear, lastYear, weekdayOf } from './day.ts'
import { isoWeekZero } from './iso-week.ts'
import type { Layout } from './layout.ts'
import type { WeekPattern, WeekRules, YearEnd } from './spec.ts'

/**
 * Fiscal years of 52 or 53 whole weeks. A 53rd week belongs to the last month.
 * The year is named after the calendar year of its year-end month, even where 'nearest' ends it some days later.
 */
export function layWeeks({ pattern, yearEnd, names }: WeekRules): Layout {
  // A year that ends in December starts in the same calendar year, give or take three days.
  const offset = names === 'start-year' && yearEnd.month < 12 ? -1 : 0
  const monthWeeks = weeksBeforeMonths(pattern)
  const weekMonths = monthsOfWeeks(monthWeeks)
  const firstWeekday = (yearEnd.weekday % 7) + 1
  const weekZero = isoWeekZero + firstWeekday - 1
  const computeStart = (year: number): Day => endOf(year - offset - 1, yearEnd) + 1
  const starts = Int32Array.from({ length: lastYear - firstYear + 3 }, (_, i) => computeStart(firstYear + i))
  const startOf = (year: number): Day => starts[year - firstYear] ?? computeStart(year)
  const start2000 = startOf(2000)

  function yearAt(day: Day): number {
    // The drift from the mean year is at most a few days, so the guess is off by one year at most.
    const guess = 2000 + Math.floor((day - start2000) / 365.2425)
    if (day < startOf(guess)) return guess - 1
    return day < startOf(guess + 1) ? guess : guess + 1
  }

  function monthOf(day: Day): number {
    const year = yearAt(day)
    const week = ((day - startOf(year)) / 7) | 0
    return year * 12 + (weekMonths[week] as number)
  }

  function monthStart(month: number): Day {
    const year = Math.floor(month / 12)
    return startOf(year) + 7 * (monthWeeks[month - year * 12] as number)
  }

  return {
    monthOf,
    monthStart,
    weeksAreFiscal: true,
    weekZero,
    weekYear: (week) => yearAt(weekZero + 7 * week),
    firstWeek: (year) => (startOf(year) - weekZero) / 7,
  }
}

/** The last day of the fiscal year whose year-end month lies in that calendar year. */
function endOf(calendarYear: number, { weekday, month, rule }: YearEnd): Day {
  const monthEnd = dayOf(calendarYear, month, daysInMonth(calendarYear, month))
  const back = (weekdayOf(monthEnd) - weekday + 7) % 7
  return rule === 'nearest' && back > 3 ? monthEnd - back + 7 : monthEnd - back
}

function weeksBeforeMonths(pattern: WeekPattern): Uint8Array {
  const quarter = pattern.split('-').map(Number)
  const before = new Uint8Array(12)
  for (let month = 1; month < 12; month++) {
    before[month] = (before[month - 1] as number) + (quarter[(month - 1) % 3] as number)
  }
  return before
}

/** The month, 0 to 11, of each of 53 weeks. */
function monthsOfWeeks(before: Uint8Array): Uint8Array {
  const months = new Uint8Array(53)
  for (let week = 0; week < 53; week++) {
    months[week] = before.findLastIndex((weeks) => weeks <= week)
  }
  return months
}
