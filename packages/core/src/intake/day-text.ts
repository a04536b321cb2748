import type { IntakeMapping } from './mapping.ts'

const words: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'jän', 'jänner'],
  ['february', 'feb', 'februar'],
  ['march', 'mar', 'märz', 'mär', 'mrz'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'jun', 'juni'],
  ['july', 'jul', 'juli'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oct', 'oktober', 'okt'],
  ['november', 'nov'],
  ['december', 'dec', 'dezember', 'dez'],
]
const monthOf = new Map(words.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))

/**
 * A day or month as spreadsheets write it (31.8.2026, 8/2026, Aug 2026, 2026年8月), written as periods are named here. Other
 * texts come back as they are; undefined where it could mean two days.
 */
export function plainPeriod(written: string, order: IntakeMapping['dayOrder']): string | undefined {
  const text = written.trim()
  const named = /^(\p{L}+)\.?[\s-]+'?(\d{4})$/u.exec(text) ?? /^(\d{4})[\s-]+(\p{L}+)\.?$/u.exec(text)
  if (named) {
    const [year, word] = /^\d/.test(named[1] as string) ? [named[1], named[2]] : [named[2], named[1]]
    const month = monthOf.get((word as string).toLowerCase())
    return month === undefined ? text : `${year}-${two(month)}`
  }
  const han = /^(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?$/.exec(text)
  if (han) return [han[1], ...[han[2], han[3]].flatMap((part) => (part ? [two(Number(part))] : []))].join('-')
  const month = /^(\d{1,2})[./](\d{4})$/.exec(text)
  if (month) return `${month[2]}-${two(Number(month[1]))}`
  const iso = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[T ].*)?$/.exec(text)
  if (iso) return `${iso[1]}-${two(Number(iso[2]))}-${two(Number(iso[3]))}`
  const day = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text)
  if (!day) return text
  const [, first, mark, second, year] = day
  const isDayFirst = dayFirst(Number(first), Number(second), mark === '.' ? 'day-first' : order)
  if (isDayFirst === undefined) return undefined
  const [d, m] = isDayFirst ? [first, second] : [second, first]
  return `${year}-${two(Number(m))}-${two(Number(d))}`
}

/** A point between them is written where the day comes first. */
function dayFirst(a: number, b: number, order: IntakeMapping['dayOrder']): boolean | undefined {
  if (order !== 'either') return order === 'day-first'
  if (a > 12) return true
  if (b > 12 || a === b) return false
  return undefined
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
