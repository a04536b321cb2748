import type { Grouping } from './queries.ts'

// What the addresses of screens hold behind their question mark.
export type SignInSearch = { readonly back?: string | undefined }
export type MomentSearch = { readonly asOf?: string | undefined; readonly period?: string | undefined }
export type ScorecardSearch = {
  readonly by?: Grouping | undefined
  readonly find?: string | undefined
  readonly status?: string | undefined
}
export type KpiSearch = { readonly tab?: string | undefined }
export type MapSearch = { readonly node?: string | undefined }
export type StrategySearch = { readonly file?: string | undefined; readonly at?: string | undefined }
export type BoardSearch = { readonly edit?: boolean | undefined }
export type AlignmentSearch = { readonly severity?: string | undefined; readonly open?: string | undefined }

/** A text of the address, where it is one. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export const groupings: readonly Grouping[] = ['perspective', 'department', 'objective']

export function asGrouping(value: unknown): Grouping | undefined {
  return groupings.find((one) => one === value)
}

/** Keeps the moment that is looked at from place to place, unless a link says another or, by `undefined`, none. */
export function keepMoment({
  search,
  next,
}: {
  readonly search: MomentSearch
  readonly next: (search: MomentSearch) => MomentSearch
}): MomentSearch {
  const { asOf, period } = search
  return { asOf, period, ...next(search) }
}

/** The agenda that is looked at before the review is opened. */
export type ReviewsSearch = { readonly cycle?: string | undefined; readonly period?: string | undefined }
