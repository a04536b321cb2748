import type { Grouping } from './queries.ts'

// What the addresses of screens hold behind their question mark.
export type SignInSearch = { readonly back?: string | undefined }
export type MomentSearch = {
  /** The step of the tour that is being taken. */
  readonly tour?: string | undefined
  readonly asOf?: string | undefined
  readonly period?: string | undefined
}
export type ScorecardSearch = {
  readonly by?: Grouping | undefined
  readonly find?: string | undefined
  readonly status?: string | undefined
}
export type KpiSearch = { readonly tab?: string | undefined }
export type SmartSearch = { readonly say?: string | undefined }
export type WhatIfSearch = { readonly set?: string | undefined }
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

/** The agenda that is looked at before the review is opened. */
export type ReviewsSearch = { readonly cycle?: string | undefined; readonly period?: string | undefined }
