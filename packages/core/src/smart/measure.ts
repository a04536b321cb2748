import type { Polarity } from '../quantity/kind.ts'
import { nearest } from '../text/nearest.ts'
import type { Word } from './lex.ts'
import { isFiller } from './verbs.ts'

/** A measure that a sentence may name, by its id or its name. */
export type NamedMeasure = { readonly id: string; readonly name: string; readonly polarity?: Polarity }

/** The measure whose name or id starts at a word, the longest first, and how many words it takes. */
export function measureAt(
  words: readonly Word[],
  index: number,
  measures: readonly NamedMeasure[],
): { readonly measure: NamedMeasure; readonly count: number } | undefined {
  let best: { readonly measure: NamedMeasure; readonly count: number } | undefined
  for (const measure of measures) {
    for (const name of [measure.id, measure.name]) {
      const count = wordsTaken(words, index, plain(name))
      if (count > (best?.count ?? 0)) best = { measure, count }
    }
  }
  return best
}

/** The name of the measure that was probably meant. */
export function nearestMeasure(phrase: string, measures: readonly NamedMeasure[]): string | undefined {
  return nearest(
    phrase,
    measures.map((measure) => measure.name),
  )
}

function wordsTaken(words: readonly Word[], index: number, name: string): number {
  if (isFiller(words[index]?.key ?? '')) return 0
  let said = ''
  for (let count = 1; index + count <= words.length; count += 1) {
    said = `${said} ${plain(words[index + count - 1]?.key ?? '')}`.trim()
    if (said === name) return count
    if (said.length >= name.length) return 0
  }
  return 0
}

/** Lower case, with one blank for everything that is no letter or digit: `DSO (days)` is `dso days`. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()
}
