import type { Reason } from '../quantity/missing.ts'
import type { Status } from '../score/status.ts'
import type { Observations } from '../series/observations.ts'
import type { Id, Strategy } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import type { Timeline } from '../time/timeline.ts'
import type { Later } from './change.ts'
import type { NodeKind } from './nodes.ts'
import type { Binding } from './targets.ts'

/** A value of a measure in a period. `value` is NaN where `reason` is not `present`. */
export type MeasureCell = {
  readonly value: number
  readonly reason: Reason
  readonly ageDays: number
  /** 0 to 1. */
  readonly coverage: number
}

/** A score, 0 to 1, NaN where `reason` is not `present`; its coverage and age; its status. */
export type ScoreCell = {
  readonly score: number
  readonly reason: Reason
  readonly coverage: number
  readonly ageDays: number
  readonly status: Status
  readonly isEstimate: boolean
}

/** A KPI in a period: what was measured against what was wanted. Numbers are NaN where there are none. */
export type KpiCell = ScoreCell & {
  readonly actual: MeasureCell
  readonly target: number
  /** The upper bound of a range target. */
  readonly high: number
  /** What the first goalpost gives (rule G8). */
  readonly original: number
  readonly binding: Binding | undefined
}

/** Everything computed from a strategy and its observations, as known on a day. */
export type Results = {
  readonly strategy: Strategy
  readonly observations: Observations
  /** Values that took the place of observed ones since the results were made. */
  readonly later: Later
  readonly asOf: Day
  /** The period of the scorecard. */
  readonly grain: Grain
  timeline(grain: Grain): Timeline
  /** How many periods of the timeline have ended by the as-of day. */
  closed(grain: Grain): number
  /** A measure at its own grain or a coarser one that was computed; undefined otherwise. */
  measure(id: Id, grain: Grain, index: number): MeasureCell | undefined
  /** The grain a KPI is judged by. */
  kpiGrain(id: Id): Grain | undefined
  kpi(id: Id, index: number): KpiCell | undefined
  /** The actual values of a KPI by the periods it is judged by, oldest first, up to the last one closed. */
  actuals(id: Id): Float64Array
  node(kind: NodeKind, id: Id, index: number): ScoreCell | undefined
}
