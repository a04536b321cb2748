/**
 * What sort of quantity a measure is; it decides which aggregations are legal.
 *
 * - `flow`: an amount over a period (revenue, new clients)
 * - `stock`: a level at a moment (cash, head count)
 * - `ratio`: a quotient of two quantities (margin, churn)
 * - `index`: a number without a natural sum (satisfaction score)
 * - `distinct-count`: members of a set, which overlap between periods and departments (active customers)
 * - `milestone`: a state of completion from 0 to 1
 * - `ordinal`: a rank or grade
 */
export const kinds = ['flow', 'stock', 'ratio', 'index', 'distinct-count', 'milestone', 'ordinal'] as const
export type Kind = (typeof kinds)[number]

export const polarities = ['higher', 'lower', 'range'] as const
/** Which way is good. `range` means inside two bounds. */
export type Polarity = (typeof polarities)[number]

/** How several periods become one, or several departments. `parts`: from numerator and denominator. */
export type Aggregation = 'sum' | 'last' | 'mean' | 'min' | 'max' | 'parts' | 'weighted-mean'

const overTime: Record<Kind, readonly Aggregation[]> = {
  flow: ['sum'],
  stock: ['last', 'mean', 'min', 'max'],
  ratio: ['parts'],
  index: ['last', 'mean', 'min', 'max'],
  'distinct-count': [],
  milestone: ['last', 'max'],
  ordinal: ['last', 'min', 'max'],
}

/** The legal aggregations of a kind over time, the usual one first; empty: there is none. */
export function aggregationsOverTime(kind: Kind): readonly Aggregation[] {
  return overTime[kind]
}
