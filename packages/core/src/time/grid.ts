import { assert } from '../text/assert.ts'
import { civil, type Day, dayWithin } from './day.ts'
import { type Grain, isFiner, monthsIn } from './grain.ts'
import type { Layout } from './layout.ts'

/**
 * The periods of a calendar as integers: a period of a grain is its ordinal, and the next period is the next ordinal.
 * Day ordinals are epoch days; the ordinal of a year is the number of the fiscal year, and a year has 12 months, 4
 * quarters and 2 halves, so the quarter of month m is floor(m / 3). Weeks count from the week of 1970-01-01.
 */
export class Grid {
  readonly #layout: Layout

  constructor(layout: Layout) {
    this.#layout = layout
  }

  /** The period of the grain that contains the day. */
  ordinal(grain: Grain, day: Day): number {
    if (grain === 'day') return day
    if (grain === 'week') return Math.floor((day - this.#layout.weekZero) / 7)
    const month = this.#layout.monthOf(day)
    return grain === 'month' ? month : Math.floor(month / monthsIn(grain))
  }

  /** The first day of a period. */
  start(grain: Grain, ordinal: number): Day {
    if (grain === 'day') return ordinal
    if (grain === 'week') return ordinal * 7 + this.#layout.weekZero
    return this.#layout.monthStart(ordinal * monthsIn(grain))
  }

  /** The last day of a period, inclusive. */
  end(grain: Grain, ordinal: number): Day {
    return this.start(grain, ordinal + 1) - 1
  }

  /** Whether every period of the finer grain lies wholly in one of the coarser: only ISO weeks do not. */
  nests(finer: Grain, coarser: Grain): boolean {
    if (finer === coarser) return true
    return isFiner(finer, coarser) && (finer !== 'week' || this.#layout.weeksAreFiscal)
  }

  /**
   * The coarser period that a finer one belongs to: the one that contains it, and for a week the one that contains its
   * fourth day (ISO 8601 does so for years). The same grain gives the same ordinal.
   */
  containing(grain: Grain, coarser: Grain, ordinal: number): number {
    if (grain === coarser) return ordinal
    assert(isFiner(grain, coarser), 'a period belongs to a coarser one')
    if (grain === 'day') return this.ordinal(coarser, ordinal)
    if (grain === 'week') return this.ordinal(coarser, this.start('week', ordinal) + 3)
    return Math.floor((ordinal * monthsIn(grain)) / monthsIn(coarser as typeof grain))
  }

  /** The first and last of the finer periods that belong to a coarser one: the inverse of `containing`. */
  range(coarser: Grain, ordinal: number, finer: Grain): [first: number, last: number] {
    const first = this.#firstIn(coarser, ordinal, finer)
    return [first, this.#firstIn(coarser, ordinal + 1, finer) - 1]
  }

  #firstIn(coarser: Grain, ordinal: number, finer: Grain): number {
    if (finer === coarser) return ordinal
    assert(isFiner(finer, coarser), 'a period is made of finer ones')
    if (finer === 'day') return this.start(coarser, ordinal)
    // The week whose fourth day is the first day of the coarser period, or comes next after it.
    if (finer === 'week') return this.ordinal('week', this.start(coarser, ordinal) + 3)
    return (ordinal * monthsIn(coarser as typeof finer)) / monthsIn(finer)
  }

  /** How many periods of the grain a usual year has: 365 days, 52 weeks; leap years have more of these two. */
  perYear(grain: Grain): number {
    if (grain === 'day') return 365
    if (grain === 'week') return 52
    return 12 / monthsIn(grain)
  }

  /** The first period of the grain that belongs to the same fiscal year. */
  yearStart(grain: Grain, ordinal: number): number {
    return this.#firstIn('year', this.containing(grain, 'year', ordinal), grain)
  }

  /**
   * The same period one year earlier. 29 February gives 28 February; week 53 gives week 52 where the year before has
   * no week 53.
   */
  yearBefore(grain: Grain, ordinal: number): number {
    if (grain === 'day') {
      const { year, month, day } = civil(ordinal)
      return dayWithin(year - 1, month, day)
    }
    if (grain !== 'week') return ordinal - this.perYear(grain)
    const { year, week } = this.weekOfYear(ordinal)
    return this.firstWeek(year - 1) + Math.min(week, this.weeksIn(year - 1)) - 1
  }

  /** The year a week is counted in (ISO 8601 or fiscal), and its number there, from 1. */
  weekOfYear(week: number): { readonly year: number; readonly week: number } {
    const year = this.#layout.weekYear(week)
    return { year, week: week - this.#layout.firstWeek(year) + 1 }
  }

  /** Week 1 of a year (ISO 8601 or fiscal). */
  firstWeek(year: number): number {
    return this.#layout.firstWeek(year)
  }

  /** 52 or 53. */
  weeksIn(year: number): number {
    return this.#layout.firstWeek(year + 1) - this.#layout.firstWeek(year)
  }
}
