import type { Day } from '@keelson/core'
import { makeCalendar } from '@keelson/core'
import { answersFile } from './answers.ts'
import { civil } from './calendar-day.ts'
import { Clock } from './clock.ts'
import { organisationFile, strategyFile } from './company-files.ts'
import type { DemoFile } from './demo-file.ts'
import { departmentFiles } from './department-files.ts'
import { derive } from './derived.ts'
import { motions } from './measures.ts'
import { observationFiles } from './observations.ts'
import type { Row } from './series.ts'
import { move } from './series.ts'

export const perlbeckSeed = 1926

/**
 * The demo company, told as of a day: the same seed and day give the same files to the byte, and the last period has
 * always just closed. It carries seven planted defects, listed in `answers.yaml`.
 */
export function perlbeckFiles(today: Day, seed: number = perlbeckSeed): readonly DemoFile[] {
  const { calendar } = makeCalendar({ start: { month: startMonth(today), day: 1 } })
  const clock = new Clock(calendar, today)
  const rows = new Map<string, Row>(motions.map((motion) => [motion.id, move(motion, clock, seed)]))
  derive(rows, clock, seed)
  return [
    { path: 'organisation.yaml', text: organisationFile(clock) },
    { path: 'strategy.yaml', text: strategyFile(clock) },
    ...departmentFiles(clock),
    ...observationFiles(rows, clock, seed),
    { path: 'answers.yaml', text: answersFile(clock) },
  ]
}

/**
 * The month in which the fiscal year begins: six before the last one that has ended, so that the story always stands
 * seven months into its year; never January, so that the fiscal year is not the calendar year.
 */
function startMonth(today: Day): number {
  const { month } = civil(today + 1)
  const start = ((month - 1 - 7 + 12) % 12) + 1
  return start === 1 ? 12 : start
}
