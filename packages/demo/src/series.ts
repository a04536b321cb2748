import { civil } from './calendar-day.ts'
import type { Clock } from './clock.ts'
import type { Motion } from './measures.ts'
import { seasons } from './measures.ts'
import { seeded, seedOf } from './random.ts'

/** Values by month, oldest first; the first is `clock.firstMonth`. */
export type Row = number[]

/** The months of the demo company, oldest first. */
export function monthsOf(clock: Clock): number[] {
  return Array.from({ length: 36 }, (_, at) => clock.firstMonth + at)
}

/** One measure over 36 months; last year's total of a flow comes out exactly. */
export function move(motion: Motion, clock: Clock, seed: number): Row {
  const next = seeded(seedOf(motion.id, seed))
  const row = monthsOf(clock).map((month) => {
    const stray = 1 + (next() * 2 - 1) * motion.noise
    return round(expected(motion, clock, month) * stray, motion.decimals)
  })
  return motion.isFlow ? settle(row, motion, clock) : row
}

function expected(motion: Motion, clock: Clock, month: number): number {
  const year = clock.yearOf(month)
  if (!motion.isFlow) return motion.level * paceOver(motion, clock, month)
  const growth = year >= 0 ? motion.pace : motion.drift ** (year + 1)
  const { month: calendarMonth } = civil(clock.calendar.start('month', month))
  return (motion.level / 12) * growth * (seasons[motion.season][calendarMonth - 1] as number)
}

/** A level glides: by `drift` a year until this year begins, then by `pace` over the year. */
function paceOver(motion: Motion, clock: Clock, month: number): number {
  const [first] = clock.calendar.range('year', clock.year, 'month')
  const years = (month - first + 1) / 12
  return years > 0 ? motion.pace ** years : motion.drift ** years
}

/** Puts what rounding and straying left over into last year's months, so that its total is the level. */
function settle(row: Row, motion: Motion, clock: Clock): Row {
  const places = monthsOf(clock).flatMap((month, at) => (clock.yearOf(month) === -1 ? [at] : []))
  const total = places.reduce((sum, at) => sum + (row[at] as number), 0)
  const settled = [...row]
  for (const at of places) settled[at] = round(((row[at] as number) * motion.level) / total, motion.decimals)
  const rest = motion.level - places.reduce((sum, at) => sum + (settled[at] as number), 0)
  const last = places.at(-1) as number
  settled[last] = round((settled[last] as number) + rest, motion.decimals)
  return settled
}

export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
