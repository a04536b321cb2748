import type { Finding } from '../checks/check.ts'
import type { Results } from '../engine/results.ts'
import type { StrategyEdit } from '../strategy/draft.ts'

/**
 * A way out of a finding, as edits of the strategy. A decision of people remains one: a repair is offered, shown with all
 * that follows from it, and made by somebody with a name and, where a target moves, a reason.
 */
export type Repair = {
  /** Of one finding, unlike those of its other repairs. */
  readonly id: string
  readonly title: string
  readonly edits: readonly StrategyEdit[]
  /** Whether a target moves, for which a reason is asked. */
  readonly movesTarget: boolean
}

/** Finds the repairs of the findings of one check. */
export type Repairer = (results: Results, finding: Finding) => readonly Repair[]
