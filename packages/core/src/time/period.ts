import type { Day } from './day.ts'
import { compareGrains, type Grain } from './grain.ts'
import type { Grid } from './grid.ts'

/** A period of a calendar: its grain, and its number among the periods of that grain. */
export type Period = { readonly grain: Grain; readonly ordinal: number }

export function samePeriod(a: Period, b: Period): boolean {
  return a.grain === b.grain && a.ordinal === b.ordinal
}

/** Orders by first day; of two that start together the coarser comes first. */
export function comparePeriods(grid: Grid, a: Period, b: Period): number {
  if (a.grain === b.grain) return a.ordinal - b.ordinal
  return grid.start(a.grain, a.ordinal) - grid.start(b.grain, b.ordinal) || compareGrains(b.grain, a.grain)
}

/** The first and last ordinal of the periods that share at least one day with firstDay..lastDay, both inclusive. */
export function periodsBetween(grid: Grid, grain: Grain, firstDay: Day, lastDay: Day): [number, number] {
  return [grid.ordinal(grain, firstDay), grid.ordinal(grain, lastDay)]
}

/** The first and last ordinal of the periods that lie wholly in firstDay..lastDay; undefined where none does. */
export function periodsWithin(
  grid: Grid,
  grain: Grain,
  firstDay: Day,
  lastDay: Day,
): [number, number] | undefined {
  const first = grid.ordinal(grain, firstDay - 1) + 1
  const last = grid.ordinal(grain, lastDay + 1) - 1
  return first <= last ? [first, last] : undefined
}

/** The latest period that has ended before a day begins. */
export function lastEnded(grid: Grid, grain: Grain, today: Day): number {
  return grid.ordinal(grain, today) - 1
}
