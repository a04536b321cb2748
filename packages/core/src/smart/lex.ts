/** A word of a sentence: as written, in lower case, and where it stands in the sentence. */
export type Word = {
  readonly text: string
  readonly key: string
  readonly start: number
  readonly end: number
}

const wordShape = /[^\s]+/g
const edge = /^["'“”‘’([]+|["'“”‘’)\].,;:!?]+$/g

/** Splits a sentence at blanks and takes the punctuation off the words; what is punctuation only is left out. */
export function lex(sentence: string): Word[] {
  const words: Word[] = []
  for (const { 0: whole, index } of sentence.matchAll(wordShape)) {
    const lead = /^["'“”‘’([]+/.exec(whole)?.[0].length ?? 0
    const text = whole.replace(edge, '')
    if (!/[\p{L}\p{N}%]/u.test(text)) continue
    const start = index + lead
    words.push({ text, key: text.toLowerCase(), start, end: start + text.length })
  }
  return words
}

const written = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** A whole number in digits or, up to twelve, in words; undefined for any other word. */
export function countOf(key: string | undefined): number | undefined {
  if (key === undefined) return undefined
  if (/^\d{1,4}$/.test(key)) return Number(key)
  const index = written.indexOf(key)
  return index < 0 ? undefined : index
}
