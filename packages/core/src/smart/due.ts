import type { Day } from '../time/day.ts'
import { type Cadence, cadenceOf } from './cadence.ts'
import { countOf, type Word } from './lex.ts'
import { monthOf } from './months.ts'

/** What the sentence reader must know of a fiscal calendar. Ends are last days, inclusive. */
export type DueCalendar = {
  readonly yearEnd: (day: Day) => Day
  readonly halfEnd: (day: Day) => Day
  readonly quarterEnd: (day: Day) => Day
  readonly monthEnd: (day: Day) => Day
  /** Reads `2026`, `2026-Q3`, `2026-H1`, `2026-12`, `FY27`, `FY27-Q1`, `FY27-H2`. */
  readonly parsePeriod: (name: string) => { readonly start: Day; readonly end: Day } | undefined
  /** The same day of the month so many months later, or the last day of that month. */
  readonly addMonths: (day: Day, months: number) => Day
  /** The day of a date, month and day from 1; undefined where there is no such date. */
  readonly dayOf: (year: number, month: number, day: number) => Day | undefined
  readonly yearOf: (day: Day) => number
  /** Prints `2026-12-31`. */
  readonly printDay: (day: Day) => string
}

/** How a due day was read; `rolling` counts from today. */
export type DueReading = 'date' | 'next-such-date' | 'period' | 'this-period' | 'next-period' | 'rolling'

export type Due = {
  readonly day: Day
  /** The day as `2026-12-31`. */
  readonly date: string
  readonly reading: DueReading
  readonly text: string
}

/** A due day that starts at a word: how many words it takes, or the code of what makes it unclear. */
export type DueHere =
  | { readonly day: Day; readonly reading: DueReading; readonly count: number }
  | { readonly unclear: 'smart-date-unclear'; readonly count: number }

type Step = { readonly words: readonly Word[]; readonly calendar: DueCalendar; readonly today: Day }

/** The due day that starts at a word; undefined where none starts. */
export function dueAt(
  words: readonly Word[],
  index: number,
  calendar: DueCalendar,
  today: Day,
): DueHere | undefined {
  const step: Step = { words, calendar, today }
  const key = words[index]?.key ?? ''
  const mayCompare = key === 'over' || key === 'at'
  if (mayCompare && /^\d{4}$/.test(words[index + 1]?.key ?? '')) return undefined
  if (deadlines.has(key)) return lengthen(1, deadlineAt(step, index + 1, key))
  if (spans.has(key)) return lengthen(1, spanAt(step, index + 1))
  return periodWordsAt(step, index) ?? (/^(?:fy|q[1-4]|h[12])/.test(key) ? namedAt(step, index) : undefined)
}

const deadlines = new Set(['by', 'before', 'until', 'till', 'on', 'through', 'at'])
const spans = new Set(['within', 'in', 'over', 'during', 'for'])

function lengthen(count: number, here: DueHere | undefined): DueHere | undefined {
  return here === undefined ? undefined : { ...here, count: here.count + count }
}

/** After "by", "before": a date, a period (its end is meant), "the end of" a period, "year-end". */
function deadlineAt(step: Step, index: number, word: string): DueHere | undefined {
  const { words, calendar, today } = step
  const article = words[index]?.key === 'the' ? 1 : 0
  const at = index + article
  const key = words[at]?.key
  const joined = key === 'year' && words[at + 1]?.key === 'end'
  if (key === 'year-end' || joined) {
    const day = calendar.yearEnd(today)
    return { day, reading: 'this-period', count: article + (joined ? 2 : 1) }
  }
  if (key === 'end') {
    const of = words[at + 1]?.key === 'of' ? 2 : 1
    const inner = endOfAt(step, at + of)
    return lengthen(article + of, inner)
  }
  const date = dateAt(step, at)
  if (date !== undefined) {
    const isBefore = word === 'before' && 'day' in date
    return lengthen(article, isBefore ? { ...date, day: date.day - 1 } : date)
  }
  if (word === 'before') return undefined
  return lengthen(article, periodWordsAt(step, at) ?? namedAt(step, at))
}

/** After "the end of": a named period, "this year", "the quarter". */
function endOfAt(step: Step, index: number): DueHere | undefined {
  const { words } = step
  const article = words[index]?.key === 'the' ? 1 : 0
  const at = index + article
  const direct = periodWordsAt(step, at) ?? namedAt(step, at)
  if (direct !== undefined) return lengthen(article, direct)
  const unit = unitAt(words, at)
  if (unit === undefined) return undefined
  const day = endOf(step, unit.unit, 1)
  return day === undefined ? undefined : { day, reading: 'this-period', count: article + unit.count }
}

/** After "within", "in": a length of time from today, "the next" periods, or a named period. */
function spanAt(step: Step, index: number): DueHere | undefined {
  const { words, calendar, today } = step
  const article = /^(?:the|a|an)$/.test(words[index]?.key ?? '') ? 1 : 0
  const isNext = words[index + article]?.key === 'next'
  const at = index + article + (isNext ? 1 : 0)
  const count = countOf(words[at]?.key)
  const unit = unitAt(words, count === undefined ? at : at + 1)
  const named =
    count === undefined || unit === undefined
      ? (periodWordsAt(step, index + article) ?? namedAt(step, at))
      : undefined
  if (!isNext && named !== undefined) return lengthen(article, named)
  if (unit === undefined || (count === undefined && article === 0 && !isNext)) return undefined
  const length = article + (isNext ? 1 : 0) + (count === undefined ? 0 : 1) + unit.count
  const isThe = words[index]?.key === 'the'
  if (count === undefined && isThe && !isNext) {
    const day = endOf(step, unit.unit, 1)
    return day === undefined ? undefined : { day, reading: 'this-period', count: length }
  }
  const whole = isNext && /^(?:quarter|half|year)$/.test(unit.unit)
  if (whole) {
    const day = endOf(step, unit.unit, (count ?? 1) + 1)
    return day === undefined ? undefined : { day, reading: 'next-period', count: length }
  }
  return { day: roll(calendar, today, unit.unit, count ?? 1), reading: 'rolling', count: length }
}

/** "this year", "next quarter", "the current fiscal year". */
function periodWordsAt(step: Step, index: number): DueHere | undefined {
  const { words } = step
  const article = words[index]?.key === 'the' ? 1 : 0
  const key = words[index + article]?.key
  if (key !== 'this' && key !== 'current' && key !== 'next') return undefined
  const unit = unitAt(words, index + article + 1)
  if (unit === undefined) return undefined
  const day = endOf(step, unit.unit, key === 'next' ? 2 : 1)
  if (day === undefined) return undefined
  return { day, reading: key === 'next' ? 'next-period' : 'this-period', count: article + 1 + unit.count }
}

function unitAt(
  words: readonly Word[],
  index: number,
): { readonly unit: Cadence; readonly count: number } | undefined {
  const isFiscal = /^(?:fiscal|financial)$/.test(words[index]?.key ?? '')
  const key = words[index + (isFiscal ? 1 : 0)]?.key ?? ''
  const unit = cadenceOf(key)
  return unit === undefined ? undefined : { unit, count: isFiscal ? 2 : 1 }
}

/** The end of the period that holds today, or of a later one: `steps` 2 is the next period. */
function endOf({ calendar, today }: Step, unit: Cadence, steps: number): Day | undefined {
  if (unit === 'day') return today + steps - 1
  if (unit === 'week') return undefined
  const ends = {
    month: calendar.monthEnd,
    quarter: calendar.quarterEnd,
    half: calendar.halfEnd,
    year: calendar.yearEnd,
  }
  let end = today - 1
  for (let step = 0; step < steps; step += 1) end = ends[unit](end + 1)
  return end
}

function roll(calendar: DueCalendar, today: Day, unit: Cadence, count: number): Day {
  switch (unit) {
    case 'day':
      return today + count
    case 'week':
      return today + 7 * count
    case 'month':
      return calendar.addMonths(today, count)
    case 'quarter':
      return calendar.addMonths(today, 3 * count)
    case 'half':
      return calendar.addMonths(today, 6 * count)
    case 'year':
      return calendar.addMonths(today, 12 * count)
  }
}

/** A period by name, its parts in either order: `Q3 2026`, `FY27 H1`, `December 2026`, `2027`. */
function namedAt({ words, calendar }: Step, index: number): DueHere | undefined {
  const [first, second] = [words[index]?.key ?? '', words[index + 1]?.key ?? '']
  for (const [name, count] of [
    [joinPeriod(first, second), 2],
    [joinPeriod(first.split(/[-/]/)[0] ?? '', first.split(/[-/]/)[1] ?? ''), 1],
    [yearName(first), 1],
    [/^\d{4}-\d{2}$/.test(first) ? first : undefined, 1],
  ] as const) {
    const period = name === undefined ? undefined : calendar.parsePeriod(name)
    if (period !== undefined) return { day: period.end, reading: 'period', count }
  }
  return undefined
}

function yearName(key: string): string | undefined {
  if (/^(?:19|20)\d\d$/.test(key)) return key
  const fiscal = /^fy(\d{2}|\d{4})$/.exec(key)?.[1]
  return fiscal === undefined ? undefined : `FY${fiscal.slice(-2)}`
}

function joinPeriod(a: string, b: string): string | undefined {
  const [part, year] = yearName(a) === undefined ? [a, yearName(b)] : [b, yearName(a)]
  if (year === undefined) return undefined
  if (/^(?:q[1-4]|h[12])$/.test(part)) return `${year}-${part.toUpperCase()}`
  const month = monthOf(part)
  return month === undefined || year.startsWith('FY')
    ? undefined
    : `${year}-${String(month).padStart(2, '0')}`
}

/** A date: `2026-12-31`, `31 December 2026`, `December 31 2026`, `31.12.2026`; without a year the next such date. */
function dateAt({ words, calendar, today }: Step, index: number): DueHere | undefined {
  const key = words[index]?.key ?? ''
  if (/^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(key)) return { unclear: 'smart-date-unclear', count: 1 }
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(key)
  if (iso !== null) return dated(calendar.dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3])), 1)
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(key)
  if (dotted !== null)
    return dated(calendar.dayOf(Number(dotted[3]), Number(dotted[2]), Number(dotted[1])), 1)
  const of = words[index + 1]?.key === 'of' ? 1 : 0
  const second = words[index + 1 + of]?.key
  const dayFirst = monthOf(second) !== undefined
  const month = monthOf(dayFirst ? second : key)
  const day = dayOfMonth(dayFirst ? key : second)
  if (month === undefined || day === undefined || (of === 1 && !dayFirst)) return undefined
  const year = words[index + 2 + of]?.key ?? ''
  if (/^\d{4}$/.test(year)) return dated(calendar.dayOf(Number(year), month, day), 3 + of)
  const thisYear = calendar.yearOf(today)
  const next = [thisYear, thisYear + 1]
    .map((one) => calendar.dayOf(one, month, day))
    .find((one) => (one ?? 0) >= today)
  return next === undefined ? undefined : { day: next, reading: 'next-such-date', count: 2 + of }
}

function dated(day: Day | undefined, count: number): DueHere | undefined {
  return day === undefined ? undefined : { day, reading: 'date', count }
}

function dayOfMonth(key: string | undefined): number | undefined {
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(key ?? '')?.[1])
  return day >= 1 && day <= 31 ? day : undefined
}
