import type { AmountHere } from './amount.ts'
import type { Word } from './lex.ts'

/** The bounds that a comparison gives; a bound not named is open. */
export type Bound = { readonly low?: AmountHere; readonly high?: AmountHere }

const comparisons: readonly (readonly [string, 'low' | 'high' | 'both'])[] = [
  ['at or above', 'low'],
  ['at or below', 'high'],
  ['no less than', 'low'],
  ['not less than', 'low'],
  ['no more than', 'high'],
  ['not more than', 'high'],
  ['no fewer than', 'low'],
  ['not below', 'low'],
  ['not above', 'high'],
  ['at least', 'low'],
  ['at most', 'high'],
  ['more than', 'low'],
  ['less than', 'high'],
  ['fewer than', 'high'],
  ['up to', 'high'],
  ['above', 'low'],
  ['over', 'low'],
  ['below', 'high'],
  ['under', 'high'],
  ['at', 'both'],
]

/** A comparison that starts at a word, such as "above 75%" or "to at least 200", and how many words it takes. */
export function boundAt(
  words: readonly Word[],
  index: number,
  amount: (index: number) => AmountHere | undefined,
): { readonly bound: Bound; readonly count: number } | undefined {
  if (words[index]?.key === 'between') return betweenAt(words, index, amount)
  const to = words[index]?.key === 'to' ? 1 : 0
  for (const [phrase, side] of comparisons) {
    const parts = phrase.split(' ')
    if (parts.some((part, offset) => words[index + to + offset]?.key !== part)) continue
    const here = amount(index + to + parts.length)
    if (here === undefined) continue
    const count = to + parts.length + here.count
    if (side === 'both') return { bound: { low: here, high: here }, count }
    return { bound: side === 'low' ? { low: here } : { high: here }, count }
  }
  return undefined
}

function betweenAt(
  words: readonly Word[],
  index: number,
  amount: (index: number) => AmountHere | undefined,
): { readonly bound: Bound; readonly count: number } | undefined {
  const low = amount(index + 1)
  if (low === undefined) return undefined
  const and = index + 1 + low.count
  const high = words[and]?.key === 'and' ? amount(and + 1) : undefined
  return high === undefined ? undefined : { bound: { low, high }, count: 2 + low.count + high.count }
}
