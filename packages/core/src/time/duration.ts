import { nearest } from '../text/nearest.ts'
import { civil, type Day, dayWithin } from './day.ts'
import { type Fault, faultOf } from './fault.ts'
import { type Grain, monthsIn } from './grain.ts'

/** A length of time: a whole number, 0 or more, of days, weeks, months, quarters, halves or years. */
export type Duration = { readonly count: number; readonly grain: Grain }

const words: Readonly<Record<Grain, readonly [one: string, many: string]>> = {
  day: ['day', 'days'],
  week: ['week', 'weeks'],
  month: ['month', 'months'],
  quarter: ['quarter', 'quarters'],
  half: ['half-year', 'half-years'],
  year: ['year', 'years'],
}

const grainOfWord = new Map<string, Grain>([
  ...Object.entries(words).flatMap(([grain, both]) => both.map((word) => [word, grain as Grain] as const)),
  ['half', 'half'],
  ['halves', 'half'],
])

const form = /^(\d+(?:[.,]\d+)?) *([a-z-]+)$/

/** Reads `3 months`, `1 quarter`, `45 days`, in any case, singular or plural; counts up to 9999. */
export function parseDuration(written: string): Duration | Fault {
  const text = written.trim()
  const [, digits, word] = form.exec(text.toLowerCase()) ?? []
  if (digits === undefined || word === undefined) return faultOf('duration-unreadable', { text })
  const grain = grainOfWord.get(word)
  if (grain === undefined) return faultOfWord(text, word)
  if (/[.,]/.test(digits)) return faultOf('duration-not-whole', { text })
  const count = Number(digits)
  return count <= 9999 ? { count, grain } : faultOf('duration-unreadable', { text })
}

function faultOfWord(text: string, word: string): Fault {
  const hint = nearest(word, grainOfWord.keys())
  if (hint === undefined) return faultOf('duration-unreadable', { text })
  return faultOf('duration-grain-unknown', { text, word, hint })
}

/** Prints a duration as it is read: `3 months`, `1 half-year`. */
export function printDuration({ count, grain }: Duration): string {
  return `${count} ${words[grain][count === 1 ? 0 : 1]}`
}

/** The duration in periods of a grain: 1 quarter is 3 months; undefined where it is no whole number in every year. */
export function countIn({ count, grain }: Duration, unit: Grain): number | undefined {
  if (grain === unit || count === 0) return count
  if (grain === 'week' && unit === 'day') return count * 7
  if (grain === 'day' && unit === 'week') return count % 7 === 0 ? count / 7 : undefined
  if (grain === 'day' || grain === 'week' || unit === 'day' || unit === 'week') return undefined
  const periods = (count * monthsIn(grain)) / monthsIn(unit)
  return Number.isInteger(periods) ? periods : undefined
}

/** The day a duration later; a month that lacks the day gives its last day: 31 January plus 1 month is 28 February. */
export function dayAfter(day: Day, duration: Duration): Day {
  const { count, grain } = duration
  if (grain === 'day') return day + count
  if (grain === 'week') return day + 7 * count
  const { year, month, day: dayOfMonth } = civil(day)
  const index = year * 12 + month - 1 + count * monthsIn(grain)
  const laterYear = Math.floor(index / 12)
  return dayWithin(laterYear, index - laterYear * 12 + 1, dayOfMonth)
}
