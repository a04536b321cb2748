import type { Calendar } from '../time/calendar.ts'
import type { Day } from '../time/day.ts'
import { dayOf, daysInMonth, printDay, yearOf } from '../time/day.ts'
import { dayAfter } from '../time/duration.ts'
import { isFault } from '../time/fault.ts'
import type { Grain } from '../time/grain.ts'
import type { DueCalendar } from './due.ts'

/** What the sentence reader asks of a calendar, answered by a fiscal calendar. */
export function dueCalendar(calendar: Calendar): DueCalendar {
  const endOf = (grain: Grain) => (day: Day) => calendar.end(grain, calendar.ordinal(grain, day))
  return {
    yearEnd: endOf('year'),
    halfEnd: endOf('half'),
    quarterEnd: endOf('quarter'),
    monthEnd: endOf('month'),
    parsePeriod: (name) => {
      const period = calendar.parse(name)
      if (isFault(period)) return undefined
      const { grain, ordinal } = period
      return { start: calendar.start(grain, ordinal), end: calendar.end(grain, ordinal) }
    },
    addMonths: (day, months) => dayAfter(day, { count: months, grain: 'month' }),
    dayOf: (year, month, day) => {
      const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
      return exists ? dayOf(year, month, day) : undefined
    },
    yearOf,
    printDay,
  }
}
