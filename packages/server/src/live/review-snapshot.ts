import { createHash } from 'node:crypto'
import type { Alignment, Results, ReviewCycle } from '@keelson/core'
import { departmentsIn, groupsOf, printDay, reviewedKpis, scoreOf } from '@keelson/core'
import { canonical } from '../store/canonical.ts'

/** Numbers as everybody in a review sees them: canonical JSON, and its SHA-256 in hexadecimal digits. */
export type ReviewSnapshot = { readonly content: string; readonly hash: string }

/**
 * The scorecard, the scores and the alignment score of an organisation as they stand after an event; of a review of a
 * department, the KPIs that it answers for.
 */
export function snapshotOf(
  engine: Results,
  { score: alignment }: Alignment,
  cycle: ReviewCycle,
  seq: number,
): ReviewSnapshot {
  const { strategy } = engine
  const index = engine.closed(engine.grain) - 1
  const { department } = cycle
  const scope = departmentsIn(strategy, department)
  const shown = reviewedKpis(strategy, cycle)
  const seen = {
    organisation: strategy.organisation.name,
    asOf: printDay(engine.asOf),
    seq,
    period: strategy.organisation.calendar.name(engine.grain, engine.timeline(engine.grain).first + index),
    department: department ?? null,
    score: scoreOf(engine.node('organisation', '', index)),
    alignment,
    departments: [...strategy.departments.values()]
      .filter(({ id }) => !scope || scope.has(id))
      .map(({ id, name }) => ({ id, name, score: scoreOf(engine.node('department', id, index)) })),
    groups: groupsOf(engine, 'perspective', index)
      .map(({ id, name, score, kpis }) => ({
        id,
        name,
        score,
        kpis: kpis.filter((row) => shown.has(row.id)),
      }))
      .filter(({ kpis }) => kpis.length > 0),
  }
  // JSON has no NaN: a number that is not there is null.
  const content = canonical(JSON.parse(JSON.stringify(seen)))
  return { content, hash: createHash('sha256').update(content).digest('hex') }
}
