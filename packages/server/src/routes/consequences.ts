import type { Alignment, Finding } from '@keelson/core'
import { compareResults } from '@keelson/core'
import { finiteNumber } from './finite.ts'

type Renames = Parameters<typeof compareResults>[2]

/** What follows from a change that was not made: the scores, gaps and findings that would be others. */
export function consequencesOf(before: Alignment, after: Alignment, renames: Renames) {
  const results = compareResults(before, after, renames)
  return {
    alignment: results.alignment,
    scores: results.scores.map(({ kind, id, name, before: was, after: is }) => ({
      kind,
      id,
      name,
      before: was ? finiteNumber(was.score) : null,
      after: is ? finiteNumber(is.score) : null,
      statusBefore: was?.status ?? null,
      statusAfter: is?.status ?? null,
    })),
    gaps: results.reconciliations.map(({ kpi, name, period, before: was, after: is }) => ({
      kpi,
      name,
      period,
      before: was ? finiteNumber(was.gap) : null,
      after: is ? finiteNumber(is.gap) : null,
    })),
    findings: results.findings.map(({ before: was, after: is }) => ({
      change: was && is ? ('changed' as const) : is ? ('new' as const) : ('gone' as const),
      code: (is ?? (was as Finding)).code,
      message: (is ?? (was as Finding)).message,
    })),
  }
}
