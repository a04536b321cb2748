import { type Day, dayOf, daysInMonth, firstYear, lastYear, printDay } from './day.ts'
import { type Fault, faultOf, isFault } from './fault.ts'
import type { Grain } from './grain.ts'
import type { Grid } from './grid.ts'
import { isoFirstWeek, isoWeekZero } from './iso-week.ts'
import type { Period } from './period.ts'
import { type Naming, printPeriod } from './print.ts'

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/
const calendarForm = /^(\d{4})(?:-(?:([HQ])(\d)|(W?)(\d{2})))?$/
const fiscalForm = /^FY(\d{2}|\d{4})(?:-(?:([HQ])(\d)|([PW])(\d{2})))?$/

/** A day has no number in a year. */
type NumberedGrain = Exclude<Grain, 'day'>

const grainOf: Readonly<Record<string, NumberedGrain>> = {
  H: 'half',
  Q: 'quarter',
  W: 'week',
  P: 'month',
  '': 'month',
}
const perYear = { year: 1, half: 2, quarter: 4, month: 12 } as const

/** A name taken apart: which period of its grain in the year, from 1; a year is number 1 of itself. */
type Parts = {
  readonly text: string
  readonly year: number
  readonly grain: NumberedGrain
  readonly number: number
}

/** Reads the name of a period; see the rules T15 to T18. */
export function parsePeriod(grid: Grid, naming: Naming, written: string): Period | Fault {
  const text = written.trim()
  const reading = readForms(grid, naming, text.toUpperCase(), text)
  if (reading !== undefined) return reading
  const hint = respell(text.toUpperCase())
  if (hint !== undefined) {
    const meant = readForms(grid, naming, hint, hint)
    if (meant !== undefined && !isFault(meant)) return faultOf('period-misspelt', { text, hint })
  }
  return faultOf('period-unreadable', { text })
}

/** Undefined where the name has none of the forms. */
function readForms(grid: Grid, naming: Naming, name: string, text: string): Period | Fault | undefined {
  const day = dayForm.exec(name)
  if (day !== null) return readDay(text, Number(day[1]), Number(day[2]), Number(day[3]))
  const calendar = calendarForm.exec(name)
  if (calendar !== null) {
    const parts = takeApart(text, Number(calendar[1]), calendar)
    return faultOfYear(parts) ?? readCalendarName(grid, naming, parts)
  }
  const fiscal = fiscalForm.exec(name)
  if (fiscal === null) return undefined
  const digits = fiscal[1] as string
  const parts = takeApart(text, digits.length === 2 ? 2000 + Number(digits) : Number(digits), fiscal)
  return faultOfYear(parts) ?? readFiscalName(grid, naming, parts)
}

function takeApart(text: string, year: number, match: RegExpExecArray): Parts {
  const letter = match[2] ?? match[4]
  if (letter === undefined) return { text, year, grain: 'year', number: 1 }
  return { text, year, grain: grainOf[letter] as NumberedGrain, number: Number(match[3] ?? match[5]) }
}

function faultOfYear({ text, year }: Pick<Parts, 'text' | 'year'>): Fault | undefined {
  if (year >= firstYear && year <= lastYear) return undefined
  return faultOf('year-out-of-range', { text, first: firstYear, last: lastYear })
}

function faultOfNumber({ text, grain, number }: Parts, weeks: number): Fault | undefined {
  if (grain === 'week') {
    return number >= 1 && number <= weeks ? undefined : faultOf('week-not-in-year', { text, count: weeks })
  }
  const count = perYear[grain]
  return number >= 1 && number <= count ? undefined : faultOf('period-not-in-year', { text, grain, count })
}

function readDay(text: string, year: number, month: number, dayOfMonth: number): Period | Fault {
  const badYear = faultOfYear({ text, year })
  if (badYear !== undefined) return badYear
  if (month < 1 || month > 12) return faultOf('period-not-in-year', { text, grain: 'month', count: 12 })
  const count = daysInMonth(year, month)
  if (dayOfMonth < 1 || dayOfMonth > count) return faultOf('day-not-in-month', { text, count })
  return { grain: 'day', ordinal: dayOf(year, month, dayOfMonth) }
}

/** A calendar name stands for its days: it names the fiscal period with exactly these days, if there is one. */
function readCalendarName(grid: Grid, naming: Naming, parts: Parts): Period | Fault {
  const { text, year, grain } = parts
  const bad = faultOfNumber(parts, isoFirstWeek(year + 1) - isoFirstWeek(year))
  if (bad !== undefined) return bad
  const [firstDay, lastDay] = calendarDays(parts)
  const ordinal = grid.ordinal(grain, firstDay)
  if (grid.start(grain, ordinal) === firstDay && grid.end(grain, ordinal) === lastDay) {
    return { grain, ordinal }
  }
  return faultOf('period-not-in-calendar', {
    text,
    grain,
    firstDay: printDay(firstDay),
    lastDay: printDay(lastDay),
    earlier: printPeriod(grid, naming, { grain, ordinal }),
    later: printPeriod(grid, naming, { grain, ordinal: grid.ordinal(grain, lastDay) }),
  })
}

function calendarDays({ year, grain, number }: Parts): [first: Day, last: Day] {
  if (grain === 'week') {
    const monday = isoWeekZero + 7 * (isoFirstWeek(year) + number - 1)
    return [monday, monday + 6]
  }
  const months = 12 / perYear[grain]
  const lastMonth = number * months
  return [dayOf(year, lastMonth - months + 1, 1), dayOf(year, lastMonth, daysInMonth(year, lastMonth))]
}

function readFiscalName(grid: Grid, naming: Naming, parts: Parts): Period | Fault {
  const { text, year, grain, number } = parts
  if (grain !== 'week') {
    return faultOfNumber(parts, 0) ?? { grain, ordinal: year * perYear[grain] + number - 1 }
  }
  const [first, last] = grid.range('year', year, 'week')
  const bad = faultOfNumber(parts, last - first + 1)
  if (bad !== undefined) return bad
  const week: Period = { grain, ordinal: first + number - 1 }
  if (!naming.calendarWeeks || naming.calendarYears) return week
  return faultOf('week-not-fiscal', { text, hint: printPeriod(grid, naming, week) })
}

const respellings: readonly [RegExp, (year: string, second: string, third: string) => string][] = [
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, (year, month, day) => `${year}-${pad(month)}-${pad(day)}`],
  [/^(\d{4})[-/. ](\d{1,2})$/, (year, month) => `${year}-${pad(month)}`],
  [/^(\d{4}|FY[- ]?(?:\d{4}|\d{2}))[-/. ]?([HQPW])0?(\d{1,2})$/, joinParts],
  [/^([HQPW])0?(\d{1,2})[-/. ]?(\d{4}|FY[- ]?(?:\d{4}|\d{2}))$/, (a, b, year) => joinParts(year, a, b)],
  [/^FY[- ](\d{4}|\d{2})$/, (year) => `FY${year}`],
]

/** The one way to write what was nearly written; the caller proves that it is a name. */
function respell(name: string): string | undefined {
  for (const [form, write] of respellings) {
    const match = form.exec(name)
    if (match !== null) return write(match[1] ?? '', match[2] ?? '', match[3] ?? '')
  }
  return undefined
}

function joinParts(year: string, letter: string, number: string): string {
  const digits = letter === 'W' || letter === 'P' ? pad(number) : number
  return `${year.replace(/^FY[- ]/, 'FY')}-${letter}${digits}`
}

function pad(digits: string): string {
  return digits.padStart(2, '0')
}
