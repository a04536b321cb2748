import type { Polarity } from '../quantity/kind.ts'
import type { Facts } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'
import type { Cadence } from './cadence.ts'
import type { Due } from './due.ts'
import type { SmartCode } from './words.ts'

/** What a word was taken for. A word that changes nothing, such as "the", is a `filler`. */
export type Role =
  | 'verb'
  | 'measure'
  | 'amount'
  | 'from'
  | 'to'
  | 'due'
  | 'cadence'
  | 'filler'
  | 'not-understood'

export type Token = { readonly text: string; readonly span: Span; readonly role: Role }

/** An amount in the unit it is written in: 85.7 % is 85.7 with the unit `%`. */
export type Amount = { readonly value: number; readonly unit?: string }

/** Signed: a cut by 10 % is -10. A factor multiplies the baseline: doubling is 2. */
export type Change = {
  readonly kind: 'absolute' | 'percent' | 'points' | 'factor'
  readonly by: number
  readonly unit?: string
}

/** What is to be reached, in written units: a value, or a range of which one bound may be open. */
export type SentenceTarget =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'range'; readonly low?: number; readonly high?: number }

/** Something that has two readings, of which none was taken. */
export type Unclear = { readonly code: SmartCode; readonly span: Span; readonly facts: Facts }

export type Verb = {
  readonly text: string
  readonly span: Span
  /** Says only that something should get better, not which way its number moves. */
  readonly isVague: boolean
}

/** A target sentence as understood, word by word; what was not said is left out. */
export type Sentence = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly verb?: Verb
  readonly measure?: { readonly text: string; readonly span: Span; readonly id?: string }
  readonly polarity?: Polarity
  readonly unit?: string
  readonly baseline?: number
  readonly change?: Change
  readonly target?: SentenceTarget
  readonly due?: Due
  readonly each?: Cadence
  readonly unclear: readonly Unclear[]
}
