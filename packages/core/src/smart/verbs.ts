/** Which way a verb moves a number. `to` takes the direction from the numbers; `count` is an amount to be made. */
export type Direction = 'higher' | 'lower' | 'to' | 'count' | 'range'

export type VerbMeaning = {
  readonly direction: Direction
  readonly isVague: boolean
  readonly factor?: number
}

const lists: Record<Direction, string> = {
  higher: 'increase raise grow boost lift expand',
  lower: 'reduce decrease cut lower shorten shrink lessen',
  to: 'reach hit achieve attain bring',
  count: 'win gain add acquire sign hire launch deliver create generate open sell',
  range: 'keep hold maintain',
}
const vague = 'improve enhance better optimise optimize strengthen streamline'
const factors: readonly (readonly [string, number])[] = [
  ['double', 2],
  ['triple', 3],
  ['quadruple', 4],
  ['halve', 0.5],
]

const verbs = new Map<string, VerbMeaning>([
  ...Object.entries(lists).flatMap(([direction, words]) =>
    words.split(' ').map((word) => [word, { direction: direction as Direction, isVague: false }] as const),
  ),
  ...vague.split(' ').map((word) => [word, { direction: 'higher', isVague: true }] as const),
  ...factors.map(
    ([word, factor]) =>
      [word, { direction: factor < 1 ? 'lower' : 'higher', isVague: false, factor }] as const,
  ),
])

/** What a verb means, in its base form or with an s; undefined for a word that is no verb of the grammar. */
export function verbOf(key: string): VerbMeaning | undefined {
  return verbs.get(key) ?? verbs.get(key.replace(/s$/, ''))
}

const emptyWords = new Set(
  'thing things stuff performance result results everything business work quality efficiency effectiveness better more it them us ourselves'.split(
    ' ',
  ),
)

/** Whether a phrase names nothing that has a number: "performance", "our results". */
export function isEmptyPhrase(phrase: string): boolean {
  return phrase
    .split(/\s+/)
    .every((word) => emptyWords.has(word.toLowerCase()) || isFiller(word.toLowerCase()))
}

const fillers = new Set(
  'the our a an its their your my we will to must should shall i want aim goal is of also please they all'.split(
    ' ',
  ),
)

export function isFiller(key: string): boolean {
  return fillers.has(key)
}
