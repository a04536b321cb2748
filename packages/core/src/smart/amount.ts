import { readNumber } from '../quantity/number.ts'
import { timeUnitOf } from '../quantity/unit-word.ts'
import { countOf, type Word } from './lex.ts'
import { isMonth } from './months.ts'
import type { Amount } from './sentence.ts'

export type AmountHere = Amount & { readonly form: 'plain' | 'percent' | 'points'; readonly count: number }

/**
 * The amount that starts at a word, and how many words it takes; undefined where none starts. A unit word belongs to
 * it only if it is known to be one, so that in "50 new clients" the clients remain the measure.
 */
export function amountAt(
  sentence: string,
  words: readonly Word[],
  index: number,
  isUnit: (word: string) => boolean,
): AmountHere | undefined {
  const first = words[index]
  if (first === undefined) return undefined
  const spelled = /^\d/.test(first.key) ? undefined : countOf(first.key)
  if (spelled !== undefined) return withUnit(spelled, 1, words, index, isUnit)
  if (!/^[-+\u2212(]?\p{Sc}?[-+\u2212]?[\d.]|^[A-Z]{3}\d?/u.test(first.text)) return undefined
  if (isMonth(words[index + 1]?.key) && countOf(first.key) !== undefined) return undefined
  for (const count of [3, 2, 1]) {
    const last = words[index + count - 1]
    if (last === undefined) continue
    const reading = readNumber(sentence.slice(first.start, last.end))
    if (!('value' in reading)) continue
    const { value, unit } = reading
    if (unit === undefined) return withUnit(value, count, words, index, isUnit)
    if (unit === '%') return { value, unit, form: 'percent', count }
    if (isPoints(unit)) return { value, unit: 'pp', form: 'points', count }
    if (isUnit(unit)) return { value, unit: timeUnitOf(unit.toLowerCase()) ?? unit, form: 'plain', count }
  }
  return undefined
}

function withUnit(
  value: number,
  count: number,
  words: readonly Word[],
  index: number,
  isUnit: (word: string) => boolean,
): AmountHere {
  const next = words[index + count]
  const after = words[index + count + 1]
  if (next !== undefined && isPoints(next.key)) return { value, unit: 'pp', form: 'points', count: count + 1 }
  if (next !== undefined && /^(?:percentage|percent|%)$/.test(next.key) && after !== undefined) {
    if (/^points?$/.test(after.key)) return { value, unit: 'pp', form: 'points', count: count + 2 }
  }
  if (next !== undefined && isUnit(next.text)) {
    return { value, unit: timeUnitOf(next.key) ?? next.text, form: 'plain', count: count + 1 }
  }
  return { value, form: 'plain', count }
}

function isPoints(word: string): boolean {
  return /^(?:pp|points?|%-points?|percentage-points?)$/.test(word)
}
