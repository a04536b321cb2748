import { createHash } from 'node:crypto'
import { canonical } from '../store/canonical.ts'

export type PackStatus = 'on-track' | 'at-risk' | 'off-track' | 'unknown'

/** A KPI as the scorecard shows it; numbers as people write them (85.7 for 85.7 %), null for none. */
export type PackRow = {
  readonly id: string
  readonly name: string
  readonly owner: string | null
  readonly unit: string
  readonly actual: number | null
  readonly target: number | null
  /** The target first agreed, where it was another one. */
  readonly original: number | null
  readonly difference: number | null
  /** The difference as a share of the target. */
  readonly share: number | null
  readonly isGood: boolean | null
  /** 0 to 1. */
  readonly score: number | null
  readonly status: PackStatus
  readonly ageDays: number
  /** Actual values of the last periods, the oldest first. */
  readonly recent: readonly (number | null)[]
}

export type PackGroup = {
  readonly name: string
  readonly score: number | null
  readonly status: PackStatus
  readonly rows: readonly PackRow[]
}

/** Text and tables beside the scorecard: minutes, decisions, actions. */
export type PackSection = {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly tables: readonly {
    readonly head: readonly string[]
    readonly rows: readonly (readonly (string | number | null)[])[]
  }[]
}

/** What a document says, whatever its form: plain data, with nothing to be looked up. */
export type PackContent = {
  readonly title: string
  readonly organisation: string
  readonly period: string
  /** Year-month-day: what was known by its end. */
  readonly asOf: string
  readonly score: number | null
  readonly status: PackStatus
  readonly groups: readonly PackGroup[]
  readonly sections: readonly PackSection[]
}

/** A document with the SHA-256 of what it says, by which any two forms of it are known to say the same. */
export type PackDocument = PackContent & { readonly hash: string }

/** Seals what a document says. */
export function packOf(content: PackContent): PackDocument {
  return { ...content, hash: createHash('sha256').update(canonical(content)).digest('hex') }
}

export const statusWords: Readonly<Record<PackStatus, string>> = {
  'on-track': 'On track',
  'at-risk': 'At risk',
  'off-track': 'Off track',
  unknown: 'Unknown',
}

/** How old a value is, in words. */
export function freshness({ actual, ageDays }: PackRow): string {
  if (actual === null) return '–'
  return ageDays === 0 ? 'current' : ageDays === 1 ? '1 day' : `${ageDays} days`
}

/** What a document rests on, in one line. */
export function provenance({ asOf, hash }: PackDocument): string {
  return `As of ${asOf} · SHA-256 ${hash.slice(0, 16)}`
}
