import type { Day } from '@keelson/core'
import { printDay } from '@keelson/core'

/** The parts of a day. */
export function civil(day: Day): { year: number; month: number; day: number } {
  const [year, month, date] = printDay(day).split('-').map(Number) as [number, number, number]
  return { year, month, day: date }
}
