import type { Span } from '../text/span.ts'
import type { Day } from '../time/day.ts'
import type { AmountHere } from './amount.ts'
import type { Cadence } from './cadence.ts'
import type { Bound } from './compare.ts'
import type { Due, DueCalendar } from './due.ts'
import type { Word } from './lex.ts'
import type { NamedMeasure } from './measure.ts'
import type { Unclear } from './sentence.ts'
import type { VerbMeaning } from './verbs.ts'

export type SentenceContext = {
  readonly calendar: DueCalendar
  readonly today: Day
  /** Where the sentence stands in a file; left out: at the start of a nameless one. */
  readonly at?: { readonly file: string; readonly start: number }
  /** The unit of the measure, where it is known. */
  readonly unit?: string
  /** The measured baseline in that unit as written: 20 for 20 %. */
  readonly baseline?: number
  /** The measures that a sentence may name; left out: any phrase is taken. */
  readonly measures?: readonly NamedMeasure[]
}

/** What the words of a sentence gave, before it is settled what they mean together. */
export type Parts = {
  verb?: VerbMeaning & { readonly word: Word }
  bare?: AmountHere
  /** 1 after "50 more", -1 after "50 fewer". */
  more?: 1 | -1
  by?: AmountHere
  from?: AmountHere
  to?: AmountHere
  bounds?: Bound
  measure?: { readonly text: string; readonly span: Span; readonly named?: NamedMeasure }
  due?: Due
  each?: Cadence
  readonly unclear: Unclear[]
}
