import { type Day, dayOf, yearOf } from './day.ts'

/** The Monday of ISO week 0, the week that contains 1970-01-01. */
export const isoWeekZero: Day = -3

/** The ISO 8601 year of a week: the calendar year of its Thursday. */
export function isoWeekYear(week: number): number {
  return yearOf(isoWeekZero + 7 * week + 3)
}

/** Week 1 of an ISO 8601 year: the week that contains 4 January. */
export function isoFirstWeek(year: number): number {
  return Math.floor((dayOf(year, 1, 4) - isoWeekZero) / 7)
}
