import type { Span } from '../text/span.ts'

/** The sorts of things that a strategy is made of, in the order in which their differences are told. */
export const itemKinds = [
  'organisation',
  'currency',
  'person',
  'department',
  'perspective',
  'theme',
  'objective',
  'measure',
  'kpi',
  'target',
  'contribution',
  'causal-link',
  'initiative',
  'review',
  'scorecard',
  'waiver',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** A thing in words: `fields` holds what is said of it, printed, without what is not said. */
export type Item = {
  readonly kind: ItemKind
  /** Unique among its kind: `revenue`, `revenue FY27`, `sales → revenue`. */
  readonly id: string
  readonly name: string
  readonly fields: ReadonlyMap<string, string>
  readonly span: Span
}

/** The ids that took the place of others: from `kpi:old` to `new`. */
export type Renames = ReadonlyMap<string, string>

/** The id that a thing has now. */
export function renamed(renames: Renames, kind: ItemKind, id: string): string {
  return renames.get(`${kind}:${id}`) ?? id
}
