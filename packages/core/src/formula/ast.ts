import type { Span } from '../text/span.ts'

export type BinaryOp = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '=' | '!=' | 'and' | 'or'

/** A formula as plain data. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number; readonly isPercent: boolean; readonly span: Span }
  | { readonly kind: 'measure'; readonly id: string; readonly span: Span }
  | { readonly kind: 'unary'; readonly op: '-' | 'not'; readonly operand: Formula; readonly span: Span }
  | {
      readonly kind: 'binary'
      readonly op: BinaryOp
      readonly left: Formula
      readonly right: Formula
      readonly span: Span
    }
  | {
      readonly kind: 'call'
      readonly name: FunctionName
      readonly args: readonly Formula[]
      /** The number of periods of `lag` and `rolling`, the digits of `round`. */
      readonly count: number
      /** Whether `prior`, `delta`, `growth` look a year back. */
      readonly isYear: boolean
      /** The currency that `convert` makes. */
      readonly currency: string
      readonly span: Span
    }

/** `rolling-sum` and `rolling-mean` are what `rolling` means once the kind of its argument is known. */
export type FunctionName =
  | 'if'
  | 'sum'
  | 'avg'
  | 'min'
  | 'max'
  | 'abs'
  | 'round'
  | 'coalesce'
  | 'days'
  | 'prior'
  | 'lag'
  | 'rolling'
  | 'rolling-sum'
  | 'rolling-mean'
  | 'ytd'
  | 'delta'
  | 'growth'
  | 'convert'

type Signature = {
  readonly least: number
  readonly most: number
  /** What may follow the formulas: a count, the word `year`, or a currency. */
  readonly extra?: 'count' | 'count?' | 'year?' | 'currency'
  readonly usage: string
}

/** The functions a person may write. */
export const signatures: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['if', { least: 3, most: 3, usage: 'if(condition, then, else)' }],
  ['sum', { least: 1, most: 1000, usage: 'sum(a, b, …)' }],
  ['avg', { least: 1, most: 1000, usage: 'avg(a, b, …)' }],
  ['min', { least: 1, most: 1000, usage: 'min(a, b, …)' }],
  ['max', { least: 1, most: 1000, usage: 'max(a, b, …)' }],
  ['abs', { least: 1, most: 1, usage: 'abs(x)' }],
  ['round', { least: 1, most: 1, extra: 'count?', usage: 'round(x) or round(x, digits)' }],
  ['coalesce', { least: 1, most: 1000, usage: 'coalesce(a, b, …)' }],
  ['days', { least: 0, most: 0, usage: 'days(): the days of the period' }],
  ['prior', { least: 1, most: 1, extra: 'year?', usage: 'prior(x) or prior(x, year)' }],
  ['lag', { least: 1, most: 1, extra: 'count', usage: 'lag(x, periods)' }],
  ['rolling', { least: 1, most: 1, extra: 'count', usage: 'rolling(x, periods)' }],
  ['ytd', { least: 1, most: 1, usage: 'ytd(x)' }],
  ['delta', { least: 1, most: 1, extra: 'year?', usage: 'delta(x) or delta(x, year)' }],
  ['growth', { least: 1, most: 1, extra: 'year?', usage: 'growth(x) or growth(x, year)' }],
  ['convert', { least: 1, most: 1, extra: 'currency', usage: 'convert(x, USD)' }],
])
