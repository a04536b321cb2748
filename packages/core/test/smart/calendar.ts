import type { DueCalendar } from '../../src/smart/due.ts'
import type { Day } from '../../src/time/day.ts'

const daysAt = (year: number, month: number, day: number): Day => Date.UTC(year, month - 1, day) / 86_400_000
const partsOf = (day: Day) => {
  const date = new Date(day * 86_400_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** A fiscal calendar of whole months that starts in `first`, named after the year in which it ends. */
export function calendarFrom(first: number): DueCalendar {
  const endOf = (months: number) => (day: Day) => {
    const { year, month } = partsOf(day)
    const into = (month - first + 12) % months
    return daysAt(year, month - into + months, 1) - 1
  }
  const span = (year: number, month: number, months: number) => ({
    start: daysAt(year, month, 1),
    end: daysAt(year, month + months, 1) - 1,
  })
  return {
    yearEnd: endOf(12),
    halfEnd: endOf(6),
    quarterEnd: endOf(3),
    monthEnd: endOf(1),
    parsePeriod: (name) => {
      const parts = /^(?:FY(\d\d)|(\d{4}))(?:-(?:Q(\d)|H(\d)|(\d\d)))?$/.exec(name)
      if (parts === null) return undefined
      const [, fiscal, civil, quarter, half, month] = parts
      const year = fiscal === undefined ? Number(civil) : 2000 + Number(fiscal) - (first > 1 ? 1 : 0)
      const start = fiscal === undefined ? 1 : first
      if (quarter !== undefined) return span(year, start + 3 * (Number(quarter) - 1), 3)
      if (half !== undefined) return span(year, start + 6 * (Number(half) - 1), 6)
      return month === undefined ? span(year, start, 12) : span(year, Number(month), 1)
    },
    addMonths: (day, months) => {
      const { year, month, day: dayOfMonth } = partsOf(day)
      return Math.min(daysAt(year, month + months, dayOfMonth), daysAt(year, month + months + 1, 1) - 1)
    },
    dayOf: (year, month, day) => {
      const found = daysAt(year, month, day)
      return partsOf(found).month === month && partsOf(found).day === day ? found : undefined
    },
    yearOf: (day) => partsOf(day).year,
    printDay: (day) => new Date(day * 86_400_000).toISOString().slice(0, 10),
  }
}

export const civilYear = calendarFrom(1)
export const fromApril = calendarFrom(4)

/** The day of `2026-03-03`. */
export function day(text: string): Day {
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000
}
