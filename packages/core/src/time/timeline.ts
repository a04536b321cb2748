import { assert } from '../text/assert.ts'
import type { Grain } from './grain.ts'
import type { Grid } from './grid.ts'

/**
 * A stretch of consecutive periods as columns; index i stands for the ordinal first + i.
 * The indexes in `yearStart` and `yearBefore` are negative where that period lies before the stretch.
 */
export type Timeline = {
  readonly grain: Grain
  readonly first: number
  readonly count: number
  /** Index of the first period of the same fiscal year. */
  readonly yearStart: Int32Array
  /** Index of the same period a year earlier. */
  readonly yearBefore: Int32Array
  /** The last day of the period, in epoch days. */
  readonly lastDay: Int32Array
  /** How many days the period has. */
  readonly days: Int32Array
}

/** Lays out `count` periods of a grain, beginning with the ordinal `first`. */
export function makeTimeline(grid: Grid, grain: Grain, first: number, count: number): Timeline {
  assert(Number.isInteger(count) && count >= 0, 'a timeline has a whole number of periods')
  const yearStart = new Int32Array(count)
  const yearBefore = new Int32Array(count)
  const lastDay = new Int32Array(count)
  const days = new Int32Array(count)
  for (let index = 0; index < count; index++) {
    const ordinal = first + index
    yearStart[index] = grid.yearStart(grain, ordinal) - first
    yearBefore[index] = grid.yearBefore(grain, ordinal) - first
    lastDay[index] = grid.end(grain, ordinal)
    days[index] = grid.end(grain, ordinal) - grid.start(grain, ordinal) + 1
  }
  return { grain, first, count, yearStart, yearBefore, lastDay, days }
}
