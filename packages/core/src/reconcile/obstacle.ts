import type { Id } from '../strategy/model.ts'

/** Why a reconciliation cannot be made, or is not complete: a code, and the KPI it lies with. */
export type Obstacle = {
  readonly code:
    | 'no-children'
    | 'no-arithmetic'
    | 'parent-without-target'
    | 'parent-without-baseline'
    | 'parent-grain-too-long'
    | 'parent-not-aggregable'
    | 'child-without-target'
    | 'child-without-baseline'
    | 'child-baseline-zero'
    | 'child-grain-too-long'
    | 'child-not-aggregable'
    | 'child-range-target'
    | 'distinct-counts-added'
    | 'unit-mismatch'
    | 'rate-missing'
    | 'weight-missing'
    | 'weights-zero'
    | 'kinds-mixed'
    | 'numerator-missing'
    | 'denominator-missing'
    | 'denominator-zero'
    | 'not-finite'
  readonly kpi: Id
}

/** Names an obstacle, once. */
export function addObstacle(obstacles: Obstacle[], code: Obstacle['code'], kpi: Id): void {
  if (!obstacles.some((one) => one.code === code && one.kpi === kpi)) obstacles.push({ code, kpi })
}

/** What keeps a target from being reconciled, as a clause: `"Revenue online" has no target in that period`. */
export function explainObstacle({ code }: Obstacle, kpiName: string): string {
  return said[code](kpiName)
}

const said: Readonly<Record<Obstacle['code'], (kpi: string) => string>> = {
  'no-children': () => 'nothing contributes to it',
  'no-arithmetic': () => 'its links say no arithmetic',
  'parent-without-target': () => 'its own target has no number in that period',
  'parent-without-baseline': () => 'the value it starts from is not known',
  'parent-grain-too-long': () => 'it is judged by longer periods',
  'parent-not-aggregable': () => 'it is a distinct count, and its targets are for shorter periods',
  'child-without-target': (kpi) => `"${kpi}" has no target in that period`,
  'child-without-baseline': (kpi) => `the value that "${kpi}" starts from is not known`,
  'child-baseline-zero': (kpi) => `the value that "${kpi}" starts from is 0`,
  'child-grain-too-long': (kpi) => `"${kpi}" is judged by longer periods`,
  'child-not-aggregable': (kpi) => `"${kpi}" is a distinct count, and its targets are for shorter periods`,
  'child-range-target': (kpi) => `the target of "${kpi}" is a range`,
  'distinct-counts-added': (kpi) => `"${kpi}" is one of several distinct counts, which have no sum`,
  'unit-mismatch': (kpi) => `"${kpi}" is in another unit`,
  'rate-missing': (kpi) => `there is no exchange rate for "${kpi}"`,
  'weight-missing': (kpi) => `the weight of "${kpi}" has no value`,
  'weights-zero': () => 'the weights add up to 0',
  'kinds-mixed': () => 'its links are of kinds that do not go together',
  'numerator-missing': () => 'none of its links is a numerator',
  'denominator-missing': () => 'none of its links is a denominator',
  'denominator-zero': () => 'the denominators add up to 0',
  'not-finite': () => 'the numbers are too large to be computed with',
}
