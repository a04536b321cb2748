import type { Span } from '../text/span.ts'

export type BinaryOp = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '=' | '!=' | 'and' | 'or'

export type NumberNode = {
  readonly kind: 'number'
  readonly value: number
  /** Written with a percent sign; `value` is the fraction. */
  readonly isPercent: boolean
  readonly span: Span
}

export type MeasureNode = { readonly kind: 'measure'; readonly id: string; readonly span: Span }

export type UnaryNode = {
  readonly kind: 'unary'
  readonly op: '-' | 'not'
  readonly operand: Formula
  readonly span: Span
}

export type BinaryNode = {
  readonly kind: 'binary'
  readonly op: BinaryOp
  readonly left: Formula
  readonly right: Formula
  readonly span: Span
}

export type CallNode = {
  readonly kind: 'call'
  readonly name: FunctionName
  /** Of a resolved `convert` the second argument is the exchange rate. */
  readonly args: readonly Formula[]
  /** The number of periods of `lag` and `rolling`, the digits of `round`. */
  readonly count: number
  /** Whether `prior`, `delta`, `growth` look a year back. */
  readonly isYear: boolean
  /** The currency that `convert` makes. */
  readonly currency: string
  readonly span: Span
}

/** A formula as plain frozen data; a span covers the text of a part without the parentheses around it. */
export type Formula = NumberNode | MeasureNode | UnaryNode | BinaryNode | CallNode

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

/** What may follow the formulas among the arguments of a function: a count, the word `year`, or a currency. */
export type Extra = 'count' | 'count?' | 'year?' | 'currency'

export type Signature = {
  readonly least: number
  readonly most: number
  readonly extra?: Extra
  readonly usage: string
}

const many = Number.POSITIVE_INFINITY

/** The functions a person may write. */
export const signatures: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ['if', { least: 3, most: 3, usage: 'if(condition, then, else)' }],
  ['sum', { least: 1, most: many, usage: 'sum(a, b, …)' }],
  ['avg', { least: 1, most: many, usage: 'avg(a, b, …)' }],
  ['min', { least: 1, most: many, usage: 'min(a, b, …)' }],
  ['max', { least: 1, most: many, usage: 'max(a, b, …)' }],
  ['abs', { least: 1, most: 1, usage: 'abs(x)' }],
  [
    'round',
    { least: 1, most: 1, extra: 'count?', usage: 'round(x) or round(x, digits), with 0 to 12 digits' },
  ],
  ['coalesce', { least: 1, most: many, usage: 'coalesce(a, b, …)' }],
  ['days', { least: 0, most: 0, usage: 'days(), the days of the period' }],
  ['prior', { least: 1, most: 1, extra: 'year?', usage: 'prior(x) or prior(x, year)' }],
  ['lag', { least: 1, most: 1, extra: 'count', usage: 'lag(x, periods), with 1 to 400 periods' }],
  ['rolling', { least: 1, most: 1, extra: 'count', usage: 'rolling(x, periods), with 1 to 400 periods' }],
  ['ytd', { least: 1, most: 1, usage: 'ytd(x)' }],
  ['delta', { least: 1, most: 1, extra: 'year?', usage: 'delta(x) or delta(x, year)' }],
  ['growth', { least: 1, most: 1, extra: 'year?', usage: 'growth(x) or growth(x, year)' }],
  ['convert', { least: 1, most: 1, extra: 'currency', usage: 'convert(x, USD)' }],
])

/** How tightly an operator binds; all lean left, and comparisons do not chain. */
export const tightness: Readonly<Record<BinaryOp | 'not' | 'negative', number>> = {
  or: 1,
  and: 2,
  not: 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '=': 4,
  '!=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  negative: 7,
}

export function isComparison(op: BinaryOp): boolean {
  return tightness[op] === tightness['=']
}
