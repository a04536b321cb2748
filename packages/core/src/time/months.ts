import { type Day, dayOf, dayWithin, monthIndexOf } from './day.ts'
import { isoFirstWeek, isoWeekYear, isoWeekZero } from './iso-week.ts'
import type { Layout } from './layout.ts'
import type { MonthRules } from './spec.ts'

/**
 * Fiscal months that start on one day of every calendar month; weeks are ISO weeks.
 * A start on 29, 30 or 31 is the last day of the months that are shorter.
 */
export function layMonths({ start, names }: MonthRules): Layout {
  const endsInNextYear = start.month > 1 || start.day > 1
  const offset = (names === 'end-year' && endsInNextYear ? 12 : 0) - (start.month - 1)
  const dayOfMonth = start.day

  function startOf(monthIndex: number): Day {
    const year = Math.floor(monthIndex / 12)
    const month = monthIndex - year * 12 + 1
    return dayOfMonth === 1 ? dayOf(year, month, 1) : dayWithin(year, month, dayOfMonth)
  }

  function monthOf(day: Day): number {
    const index = monthIndexOf(day)
    const begun = dayOfMonth === 1 || day >= startOf(index)
    return (begun ? index : index - 1) + offset
  }

  return {
    monthOf,
    monthStart: (month) => startOf(month - offset),
    weeksAreFiscal: false,
    weekZero: isoWeekZero,
    weekYear: isoWeekYear,
    firstWeek: isoFirstWeek,
  }
}
