import { assert } from '../text/assert.ts'

/** Whole days since 1970-01-01, proleptic Gregorian: 2026-03-03 is 20515. */
export type Day = number

/** A date in parts: month 1 to 12, day 1 to 31. */
export type Civil = { readonly year: number; readonly month: number; readonly day: number }

/** The years that texts may name, both inclusive. */
export const firstYear = 1600
export const lastYear = 2999

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/

/** Reads `2026-03-03`; undefined where the text has another form, no such day exists, or the year is out of range. */
export function parseDay(text: string): Day | undefined {
  const parts = dayForm.exec(text)
  if (parts === null) return undefined
  const year = Number(parts[1])
  const month = Number(parts[2])
  const day = Number(parts[3])
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return undefined
  if (day < 1 || day > daysInMonth(year, month)) return undefined
  return dayOf(year, month, day)
}

/** Prints a day as `2026-03-03`. */
export function printDay(day: Day): string {
  const { year, month, day: dayOfMonth } = civil(day)
  return `${printYear(year)}-${printTwo(month)}-${printTwo(dayOfMonth)}`
}

export function printYear(year: number): string {
  return String(year).padStart(4, '0')
}

export function printTwo(number: number): string {
  return String(number).padStart(2, '0')
}

/**
 * The day of a date that exists, in the years from 1. Both directions count years from March, so that the leap day is the last of its year
 * (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month <= 2 ? year - 1 : year
  const marchMonth = month <= 2 ? month + 9 : month - 3
  const era = (marchYear / 400) | 0
  const yearOfEra = marchYear - era * 400
  const dayOfYear = (((153 * marchMonth + 2) / 5) | 0) + dayOfMonth - 1
  return era * 146097 + yearOfEra * 365 + (yearOfEra >> 2) - ((yearOfEra / 100) | 0) + dayOfYear - 719468
}

/** The date of a day, in parts. */
export function civil(day: Day): Civil {
  const index = monthIndexOf(day)
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return { year, month, day: day - dayOf(year, month, 1) + 1 }
}

/** Calendar months since January of year 0: 2026-03 is 2026 * 12 + 2. The hot half of `civil`, without an object. */
export function monthIndexOf(day: Day): number {
  const shifted = (day + 719468) | 0
  const era = (shifted / 146097) | 0
  const dayOfEra = shifted - era * 146097
  const leapless = dayOfEra - ((dayOfEra / 1460) | 0) + ((dayOfEra / 36524) | 0) - ((dayOfEra / 146096) | 0)
  const yearOfEra = (leapless / 365) | 0
  const dayOfYear = dayOfEra - (365 * yearOfEra + (yearOfEra >> 2) - ((yearOfEra / 100) | 0))
  const marchMonth = ((5 * dayOfYear + 2) / 153) | 0
  return (era * 400 + yearOfEra) * 12 + marchMonth + 2
}

/** The calendar year of a day. */
export function yearOf(day: Day): number {
  return Math.floor(monthIndexOf(day) / 12)
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** The number of days of a calendar month, 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  assert(month >= 1 && month <= 12, 'a month is 1 to 12')
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The day of that date, or of the month's last day where the month is shorter: 30 in February gives its last day. */
export function dayWithin(year: number, month: number, dayOfMonth: number): Day {
  if (dayOfMonth <= 28) return dayOf(year, month, dayOfMonth)
  return dayOf(year, month, Math.min(dayOfMonth, daysInMonth(year, month)))
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}
