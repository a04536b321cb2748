import type { Facts } from '../text/diagnostic.ts'
import { daysInMonth } from './day.ts'
import type { TimeCode } from './fault.ts'

export type MonthDay = { readonly month: number; readonly day: number }

/** Weeks in the three months of a quarter. */
export type WeekPattern = '4-4-5' | '4-5-4' | '5-4-4'

/** The weekday (1 is Monday) on which a year of weeks ends: the last one of a month, or the one nearest to its end. */
export type YearEnd = { readonly weekday: number; readonly month: number; readonly rule: 'last' | 'nearest' }

/** Which calendar year a fiscal year is named after: the one it ends in (usual), or the one it starts in. */
export type YearNames = 'end-year' | 'start-year'

/** A fiscal calendar as an organisation describes it; all left out: calendar years. */
export type CalendarSpec = {
  readonly start?: MonthDay
  readonly pattern?: 'months' | WeekPattern
  readonly yearEnd?: YearEnd
  readonly names?: YearNames
}

/** What is wrong with a calendar, and at which of its keys. */
export type CalendarFault = {
  readonly at: keyof CalendarSpec
  readonly fault: TimeCode
  readonly facts: Facts
}

export type MonthRules = { readonly kind: 'months'; readonly start: MonthDay; readonly names: YearNames }
export type WeekRules = {
  readonly kind: 'weeks'
  readonly pattern: WeekPattern
  readonly yearEnd: YearEnd
  readonly names: YearNames
}
export type Rules = MonthRules | WeekRules

const january = { month: 1, day: 1 } as const

/** The rules a spec asks for; a part that is impossible is left out and reported. */
export function readSpec(spec: CalendarSpec): { readonly rules: Rules; readonly faults: CalendarFault[] } {
  const names = spec.names ?? 'end-year'
  const pattern = spec.pattern ?? 'months'
  const faults: CalendarFault[] = []
  if (pattern === 'months')
    return { rules: { kind: 'months', start: readStart(spec, faults), names }, faults }
  if (spec.start !== undefined)
    faults.push({ at: 'start', fault: 'start-with-week-pattern', facts: { pattern } })
  const yearEnd = readYearEnd(spec, pattern, faults)
  if (yearEnd === undefined) return { rules: { kind: 'months', start: january, names }, faults }
  return { rules: { kind: 'weeks', pattern, yearEnd, names }, faults }
}

function readStart(spec: CalendarSpec, faults: CalendarFault[]): MonthDay {
  if (spec.yearEnd !== undefined) faults.push({ at: 'yearEnd', fault: 'year-end-with-months', facts: {} })
  const { month, day } = spec.start ?? january
  // 29 February is a start: 2000 has it, and common years clamp it.
  if (isWhole(month, 1, 12) && isWhole(day, 1, daysInMonth(2000, month))) return { month, day }
  faults.push({ at: 'start', fault: 'start-impossible', facts: { month, day } })
  return january
}

function readYearEnd(spec: CalendarSpec, pattern: string, faults: CalendarFault[]): YearEnd | undefined {
  if (spec.yearEnd === undefined) {
    faults.push({ at: 'pattern', fault: 'year-end-missing', facts: { pattern } })
    return undefined
  }
  const { weekday, month } = spec.yearEnd
  if (isWhole(weekday, 1, 7) && isWhole(month, 1, 12)) return spec.yearEnd
  faults.push({ at: 'yearEnd', fault: 'year-end-impossible', facts: { weekday, month } })
  return undefined
}

function isWhole(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most
}
