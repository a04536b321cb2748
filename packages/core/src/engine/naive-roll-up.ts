import type { Status } from '../score/status.ts'
import { slack, statusByBands, statuses } from '../score/status.ts'
import type { Bands, RollUp } from '../strategy/model.ts'
import { oldest } from './columns.ts'
import type { ScoreCell } from './results.ts'

/** A child of weight above 0 in one period. */
export type Counting = {
  readonly weight: number
  /** Its score in the last of its periods that ended by then. */
  readonly now: ScoreCell | undefined
  /** Its last score before that which is still fresh, and how many days before the end of the period judged it ended. */
  readonly before: () => { readonly cell: ScoreCell; readonly days: number } | undefined
}

/** How a child takes part: with a score, or not at all. */
type Part = { readonly weight: number; readonly cell: ScoreCell | undefined }

/** The score of a node in one period from the scores of its children: rules R7 to R13. */
export function rollUpScores(children: readonly Counting[], rollUp: RollUp, bands: Bands): ScoreCell {
  const parts = children.map((child): Part => ({ weight: child.weight, cell: cellOfChild(child, rollUp) }))
  const present = parts.filter((part): part is { weight: number; cell: ScoreCell } => part.cell !== undefined)
  const all = parts.reduce((sum, { weight }) => sum + weight, 0)
  const covered = present.reduce((sum, { weight, cell }) => sum + weight * cell.coverage, 0)
  const coverage = all === 0 ? 0 : covered / all
  const isIncomplete = present.length < parts.length
  const missing = (reason: ScoreCell['reason']): ScoreCell => ({
    score: Number.NaN,
    reason,
    coverage,
    ageDays: 0,
    status: 'unknown',
    isEstimate: false,
  })
  if (present.length === 0 || (rollUp.missing === 'unknown' && isIncomplete)) return missing('child-missing')
  const isFilled = rollUp.missing === 'peer-mean' && isIncomplete
  if (!isFilled && coverage < rollUp.coverageLimit - slack) return missing('below-coverage')
  const score = joinScores(present, rollUp.rule)
  return {
    score,
    reason: 'present',
    coverage,
    ageDays: Math.min(Math.max(...present.map(({ cell }) => cell.ageDays)), oldest),
    status: statuses[statusByBands(score, bands)] as Status,
    isEstimate: isFilled || present.some(({ cell }) => cell.isEstimate),
  }
}

/** Rule R9. */
function cellOfChild({ now, before }: Counting, { missing }: RollUp): ScoreCell | undefined {
  if (now?.reason === 'present') return now
  if (missing === 'zero' && now?.reason === 'not-observed') {
    return { score: 0, reason: 'present', coverage: 1, ageDays: 0, status: 'off-track', isEstimate: false }
  }
  if (missing !== 'carry-forward') return undefined
  const last = before()
  return last && { ...last.cell, ageDays: last.cell.ageDays + last.days }
}

/** Rule R8. */
function joinScores(
  present: readonly { readonly weight: number; readonly cell: ScoreCell }[],
  rule: RollUp['rule'],
): number {
  const scores = present.map(({ cell }) => cell.score)
  if (rule === 'worst') return Math.min(...scores)
  if (rule === 'best') return Math.max(...scores)
  const sum = present.reduce((total, { weight, cell }) => total + weight * cell.score, 0)
  return sum / present.reduce((total, { weight }) => total + weight, 0)
}
