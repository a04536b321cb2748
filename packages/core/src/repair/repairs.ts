import type { Finding } from '../checks/check.ts'
import type { Results } from '../engine/results.ts'
import { repairContradiction } from './contradiction.ts'
import { repairGap } from './gap.ts'
import { repairLagging } from './lagging.ts'
import { repairOrphan } from './orphan.ts'
import type { Repair, Repairer } from './repair.ts'
import { repairReview } from './review.ts'
import { repairUnreachable } from './unreachable.ts'

const repairers: Readonly<Record<string, Repairer>> = {
  gap: repairGap,
  'targets-contradict': repairContradiction,
  'kpi-orphan': repairOrphan,
  'indicators-only-lagging': repairLagging,
  'review-overdue': repairReview,
  'smart-achievable': repairUnreachable,
}

/** The ways out of a finding that can be written down as edits; none for checks whose way out only people know. */
export function repairsOf(results: Results, finding: Finding): readonly Repair[] {
  return repairers[finding.code]?.(results, finding) ?? []
}
