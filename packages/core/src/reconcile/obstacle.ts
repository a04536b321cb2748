import type { Id } from '../strategy/model.ts'

/** Why a reconciliation cannot be made, or is not complete: a code and its facts. */
export type Obstacle = {
  readonly code:
    | 'no-children'
    | 'no-arithmetic'
    | 'parent-without-target'
    | 'parent-without-baseline'
    | 'child-without-target'
    | 'child-without-baseline'
    | 'child-grain-too-long'
    | 'child-range-target'
    | 'unit-mismatch'
    | 'rate-missing'
    | 'weight-missing'
    | 'kinds-mixed'
    | 'denominator-zero'
  readonly kpi: Id
}
