import type { Calendar, Day } from '@keelson/core'
import { printDay } from '@keelson/core'

/** The periods the demo company is told by: everything is relative to the day it is made for. */
export class Clock {
  readonly calendar: Calendar
  readonly today: Day
  /** The last month that has ended, and the first of 36. */
  readonly lastMonth: number
  readonly firstMonth: number
  /** The fiscal year of the last month. */
  readonly year: number
  /** The last quarter that has ended. */
  readonly lastQuarter: number

  constructor(calendar: Calendar, today: Day) {
    this.calendar = calendar
    this.today = today
    this.lastMonth = calendar.ordinal('month', today + 1) - 1
    this.firstMonth = this.lastMonth - 35
    this.year = calendar.containing('month', 'year', this.lastMonth)
    this.lastQuarter = calendar.ordinal('quarter', today + 1) - 1
  }

  /** `FY27` for 0, the year before for −1. */
  fiscalYear(offset = 0): string {
    return this.calendar.name('year', this.year + offset)
  }

  quarter(offset = 0): string {
    return this.calendar.name('quarter', this.lastQuarter + offset)
  }

  /** The first day of the fiscal year. */
  yearStart(offset = 0): string {
    return printDay(this.calendar.start('year', this.year + offset))
  }

  yearEnd(offset = 0): string {
    return printDay(this.calendar.end('year', this.year + offset))
  }

  quarterEnd(offset = 0): string {
    return printDay(this.calendar.end('quarter', this.lastQuarter + offset))
  }

  daysAgo(days: number): string {
    return printDay(this.today - days)
  }

  month(ordinal: number): string {
    return this.calendar.name('month', ordinal)
  }

  /** Which fiscal year a month belongs to, relative to the current one. */
  yearOf(month: number): number {
    return this.calendar.containing('month', 'year', month) - this.year
  }

  daysIn(month: number): number {
    return this.calendar.end('month', month) - this.calendar.start('month', month) + 1
  }
}
