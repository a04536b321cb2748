import type { Status } from '../../score/status.ts'
import { slack, statusByBands, statuses } from '../../score/status.ts'
import type { Bands, RollUp } from '../../strategy/model.ts'
import type { Day } from '../../time/day.ts'
import type { Grain } from '../../time/grain.ts'
import { oldest } from '../columns.ts'
import type { Results, ScoreCell } from '../results.ts'
import type { NamedChild } from './nodes.ts'
import { weightOnDay } from './nodes.ts'

/** A child of weight above 0 in one period. */
export type Counting = {
  readonly weight: number
  /** Its score in the last of its periods that ended by then (rule R6); undefined where none had. */
  readonly now: Found | undefined
  /** Its last score before that, where it is still fresh. */
  readonly before: () => Found | undefined
}

/** A child's score, the index of its period, and how many days before the end of the period judged that one ended. */
export type Found = { readonly cell: ScoreCell; readonly index: number; readonly days: number }

/** A child as it stands on a day: rules R5, R6, R9. */
export function countingOf(results: Results, child: NamedChild, day: Day, freshnessDays: number): Counting {
  const { kind, id, weight } = child
  const grain = kind === 'kpi' ? (results.kpiGrain(id) as Grain) : results.grain
  const { lastDay } = results.timeline(grain)
  const last = lastDay.findLastIndex((end) => end <= day)
  const find = (index: number): Found => {
    const cell = (kind === 'kpi' ? results.kpi(id, index) : results.node(kind, id, index)) as ScoreCell
    return { cell, index, days: day - (lastDay[index] as number) }
  }
  const before = () => {
    for (let index = last - 1; index >= 0; index--) {
      const found = find(index)
      if (found.days > freshnessDays) return undefined
      if (found.cell.reason === 'present') return found
    }
    return undefined
  }
  return { weight: weightOnDay(weight, day), now: last < 0 ? undefined : find(last), before }
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
  if (now?.cell.reason === 'present') return now.cell
  if (missing === 'zero' && now?.cell.reason === 'not-observed') {
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
