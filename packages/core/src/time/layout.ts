import type { Day } from './day.ts'

/**
 * How a calendar cuts days into fiscal months and numbers its weeks; every other grain follows from these.
 * The month ordinal is twelve times the number of the fiscal year, plus 0 to 11.
 */
export type Layout = {
  readonly monthOf: (day: Day) => number
  readonly monthStart: (month: number) => Day
  /** Whether weeks nest in fiscal months, and so in every coarser period. */
  readonly weeksAreFiscal: boolean
  /** The first day of week 0; week w starts 7 w days later. */
  readonly weekZero: Day
  /** The year that a week is counted in, and the first week of such a year. */
  readonly weekYear: (week: number) => number
  readonly firstWeek: (year: number) => number
}
