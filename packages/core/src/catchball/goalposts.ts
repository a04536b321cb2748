import type { Results } from '../engine/results.ts'
import { attainment, signOf } from '../score/attainment.ts'
import type { Id, Revision, RevisionReason, Target } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'

/** A revision of a target that binds a period, and what to look at in it. */
export type Move = {
  readonly recorded: Day
  readonly by: Id | undefined
  readonly reason: string | undefined
  readonly reasonCode: RevisionReason | undefined
  /** The review or negotiation that decided it. */
  readonly decidedIn: string | undefined
  /** Decided in the last quarter of the target's period, or after it. */
  readonly isLate: boolean
  /** Decided by the person who answers for the target. */
  readonly isOwn: boolean
}

/** A period judged by the target first agreed and by the one in force. Attainments are shares, NaN where there is none. */
export type Goalposts = {
  readonly target: Target
  readonly actual: number
  readonly original: number
  readonly current: number
  readonly attainedOriginal: number
  readonly attainedCurrent: number
  /** The part of the attainment that came from moving the target. */
  readonly fromMoving: number
  /** In the order in which they were decided. */
  readonly moves: readonly Move[]
}

/** The share of a target's period after which a move is late. */
const lateShare = 0.75

/** Original and current target of a KPI side by side in one of its periods (rule B15); undefined where none binds it. */
export function goalpostsOf(results: Results, id: Id, index: number): Goalposts | undefined {
  const kpi = results.strategy.kpis.get(id)
  const cell = results.kpi(id, index)
  if (!kpi || !cell?.binding) return undefined
  const { target, revision } = cell.binding
  const sign = signOf(results.strategy.measures.get(kpi.measure)?.polarity)
  const actual = cell.actual.value
  const attained = (wanted: number) =>
    sign === 0 || Number.isNaN(wanted) ? Number.NaN : attainment(actual, wanted, sign)
  const [attainedOriginal, attainedCurrent] = [cell.original, cell.target].map(attained) as [number, number]
  return {
    target,
    actual,
    original: cell.original,
    current: cell.target,
    attainedOriginal,
    attainedCurrent,
    fromMoving: attainedCurrent - attainedOriginal,
    moves: target.revisions.slice(1, revision + 1).map((one) => moveOf(one, target, kpi.owner)),
  }
}

function moveOf(
  { recorded, by, reason, reasonCode, decidedIn }: Revision,
  target: Target,
  kpiOwner: Id | undefined,
): Move {
  const { first, due, owner = kpiOwner } = target
  const passed = (recorded - first) / (due - first + 1)
  return {
    recorded,
    by,
    reason,
    reasonCode,
    decidedIn,
    isLate: passed >= lateShare,
    isOwn: by !== undefined && by === owner,
  }
}
