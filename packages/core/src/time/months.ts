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
  const late = start.day - 1
  const clamps = start.day > 28

  function startOf(monthIndex: number): Day {
    const year = Math.floor(monthIndex / 12)
    const month = monthIndex - year * 12 + 1
    return clamps ? dayWithin(year, month, start.day) : dayOf(year, month, 1) + late
  }

  function monthOf(day: Day): number {
    // Months that all start `late` days after the calendar month are calendar months, read that many days earlier.
    if (!clamps) return monthIndexOf(day - late) + offset
    const index = monthIndexOf(day)
    return (day >= startOf(index) ? index : index - 1) + offset
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
