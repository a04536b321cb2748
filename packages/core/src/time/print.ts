import { monthIndexOf, printDay, printTwo, printYear } from './day.ts'
import type { Grid } from './grid.ts'
import type { Period } from './period.ts'
import type { Rules } from './spec.ts'

/** Which of a calendar's periods bear calendar names (2026, 2026-07, 2026-W07); the others bear fiscal names. */
export type Naming = {
  readonly calendarYears: boolean
  readonly calendarMonths: boolean
  readonly calendarWeeks: boolean
}

export function namingOf(rules: Rules): Naming {
  if (rules.kind === 'weeks') return { calendarYears: false, calendarMonths: false, calendarWeeks: false }
  const calendarMonths = rules.start.day === 1
  return { calendarYears: calendarMonths && rules.start.month === 1, calendarMonths, calendarWeeks: true }
}

/** The canonical name of a period. */
export function printPeriod(grid: Grid, naming: Naming, { grain, ordinal }: Period): string {
  switch (grain) {
    case 'day':
      return printDay(ordinal)
    case 'week': {
      const { year, week } = grid.weekOfYear(ordinal)
      return `${naming.calendarWeeks ? printYear(year) : fiscal(year)}-W${printTwo(week)}`
    }
    case 'month': {
      if (naming.calendarMonths) return printMonth(monthIndexOf(grid.start('month', ordinal)))
      const [year, month] = split(ordinal, 12)
      return `${fiscal(year)}-P${printTwo(month)}`
    }
    case 'quarter':
      return part(naming, 'Q', split(ordinal, 4))
    case 'half':
      return part(naming, 'H', split(ordinal, 2))
    case 'year':
      return yearName(naming, ordinal)
  }
}

function part(naming: Naming, letter: string, [year, number]: [number, number]): string {
  return `${yearName(naming, year)}-${letter}${number}`
}

function yearName(naming: Naming, year: number): string {
  return naming.calendarYears ? printYear(year) : fiscal(year)
}

/** Two digits name the years 2000 to 2099 only. */
function fiscal(year: number): string {
  return year >= 2000 && year <= 2099 ? `FY${printTwo(year - 2000)}` : `FY${printYear(year)}`
}

function printMonth(monthIndex: number): string {
  const [year, month] = split(monthIndex, 12)
  return `${printYear(year)}-${printTwo(month)}`
}

/** The year of an ordinal, and its number in the year, from 1. */
function split(ordinal: number, perYear: number): [year: number, number: number] {
  const year = Math.floor(ordinal / perYear)
  return [year, ordinal - year * perYear + 1]
}
