import type { Results } from '../engine/results.ts'
import { signOf } from '../score/attainment.ts'
import type { Contribution, Id, Measure, Target } from '../strategy/model.ts'
import { isFiner } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import type { Part } from './combine.ts'
import { combine } from './combine.ts'
import { conversionOf, inOrder } from './convert.ts'
import type { Obstacle } from './obstacle.ts'
import { addObstacle } from './obstacle.ts'
import type { PeriodTarget } from './period-target.ts'
import { targetIn } from './period-target.ts'
import type { Verdict } from './verdict.ts'
import { compare, verdictOf } from './verdict.ts'
import type { Weights } from './weights.ts'
import { weightsOf } from './weights.ts'

/** What the targets of the children produce, against the target of the parent, in one period. */
export type Reconciliation = {
  readonly parent: Id
  readonly target: Target
  readonly period: Period
  /** The parent's own target, agreed independently; of a range the bound that is nearer to what is produced. */
  readonly wanted: number
  readonly range: { readonly low: number; readonly high: number } | undefined
  /** What the children's targets make; of those that have one where `obstacles` names others. NaN where none has. */
  readonly produced: number
  /** What is lacking in the wanted direction; negative: more than wanted. */
  readonly gap: number
  /** Absolute, in the unit of the parent. */
  readonly tolerance: number
  readonly padding: number
  readonly verdict: Verdict
  /** Why it is not checkable; empty where it is. Each is named once. */
  readonly obstacles: readonly Obstacle[]
  readonly baseline: number
  /** In the order of the children's ids. */
  readonly parts: readonly Part[]
  /** Share of the children that have a target, 0 to 1. */
  readonly coverage: number
  /** Children whose effect is a declared elasticity, not arithmetic. */
  readonly assumptions: readonly Id[]
  /** Children said to influence without an elasticity: they add nothing. */
  readonly silent: readonly Id[]
}

/** Reconciles every target that has contribution links, in the target's own period: rules C1 to C12. */
export function reconcileAll(results: Results): readonly Reconciliation[] {
  const linksTo = Map.groupBy(results.strategy.contributions, ({ to }) => to)
  return [...results.strategy.kpis.values()].flatMap(({ id, targets }) => {
    const links = linksTo.get(id)
    return links ? targets.map((target) => reconcile(results, target, target.period, links)) : []
  })
}

/** Reconciles one target with the links to its KPI, in its own period or in another that it binds. */
export function reconcile(
  results: Results,
  target: Target,
  period: Period,
  links: readonly Contribution[],
): Reconciliation {
  const parent = target.kpi
  const measure = measureOf(results, parent)
  const obstacles: Obstacle[] = []
  const own = targetIn(results, parent, period, { own: target })
  if (own.because && !own.range) addObstacle(obstacles, parentFaults[own.because], parent)
  const ordered = inOrder(links)
  const context = { results, period, links: ordered, weights: weightsOf(results, ordered, period), obstacles }
  const isLevel = measure?.kind !== 'flow' && isFiner(period.grain, target.period.grain)
  const since = isLevel ? target.period : undefined
  const parts = ordered.map((link) => partOf(link, context, link.of === 'change' ? since : undefined))
  refuseDistinctCounts(results, ordered, obstacles)
  const combined = combine(parts, own.base, parent, obstacles)
  const { produced } = combined
  const compared = compare(own, produced, signOf(measure?.polarity), target)
  const isSound = Number.isFinite(produced) && Number.isFinite(compared.gap)
  if (!isSound && obstacles.length === 0) addObstacle(obstacles, 'not-finite', parent)
  const amounts = [compared.wanted, produced, ...combined.parts.map(({ amount }) => amount)]
  return {
    parent,
    target,
    period,
    produced,
    range: own.range,
    ...compared,
    verdict: obstacles.length > 0 ? 'not-checkable' : verdictOf(compared, amounts),
    obstacles,
    baseline: own.base,
    parts: combined.parts.map(withoutInfinite),
    coverage: coverageOf(parts),
    assumptions: fromOf(
      ordered.filter(({ kind, elasticity }) => kind === 'influences' && elasticity !== undefined),
    ),
    silent: fromOf(ordered.filter(isSilent)),
  }
}

type Faults = Readonly<Record<NonNullable<PeriodTarget['because']>, Obstacle['code']>>

const parentFaults: Faults = {
  'no-target': 'parent-without-target',
  'no-baseline': 'parent-without-baseline',
  'grain-too-long': 'parent-grain-too-long',
  'not-aggregable': 'parent-not-aggregable',
  'range-target': 'parent-without-target',
}

const childFaults: Faults = {
  'no-target': 'child-without-target',
  'no-baseline': 'child-without-baseline',
  'grain-too-long': 'child-grain-too-long',
  'not-aggregable': 'child-not-aggregable',
  'range-target': 'child-range-target',
}

type Context = {
  readonly results: Results
  readonly period: Period
  readonly links: readonly Contribution[]
  readonly weights: Weights
  readonly obstacles: Obstacle[]
}

function partOf(link: Contribution, context: Context, since: Period | undefined): Part {
  const { results, period, links, weights, obstacles } = context
  const { value, base, because } = targetIn(results, link.from, period, { since })
  const unknown = { link, value, base, amount: Number.NaN, sensitivity: Number.NaN }
  if (isSilent(link)) return { ...unknown, factor: 1, weight: 1 }
  const numberOr = (found: number | Obstacle['code']): number => {
    if (typeof found === 'number') return found
    addObstacle(obstacles, found, link.from)
    return Number.NaN
  }
  if (because) addObstacle(obstacles, childFaults[because], link.from)
  else if (link.kind === 'influences' && Number.isNaN(base)) numberOr('child-without-baseline')
  else if (link.kind === 'influences' && base === 0) numberOr('child-baseline-zero')
  const factor = numberOr(conversionOf(results, link, links, period))
  return { ...unknown, factor, weight: numberOr(weights.get(link) ?? 1) }
}

/** An influence without elasticity: it adds nothing and needs nothing. */
function isSilent({ kind, elasticity }: Contribution): boolean {
  return kind === 'influences' && elasticity === undefined
}

/** Rule C8: the members of distinct counts overlap, so several of them have no sum. */
function refuseDistinctCounts(results: Results, links: readonly Contribution[], obstacles: Obstacle[]): void {
  const isDistinct = ({ kind, from }: Contribution) =>
    kind === 'share' && measureOf(results, from)?.kind === 'distinct-count'
  const added = fromOf(links.filter(isDistinct))
  if (added.length > 1) for (const kpi of added) addObstacle(obstacles, 'distinct-counts-added', kpi)
}

/** Rule C10. */
function coverageOf(parts: readonly Part[]): number {
  const all = new Set(parts.map(({ link }) => link.from))
  const known = new Set(parts.flatMap(({ link, value }) => (Number.isNaN(value) ? [] : [link.from])))
  return all.size === 0 ? 0 : known.size / all.size
}

function withoutInfinite(part: Part): Part {
  const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN)
  return { ...part, amount: finite(part.amount), sensitivity: finite(part.sensitivity) }
}

function fromOf(links: readonly Contribution[]): readonly Id[] {
  return [...new Set(links.map(({ from }) => from))]
}

function measureOf({ strategy }: Results, kpi: Id): Measure | undefined {
  return strategy.measures.get(strategy.kpis.get(kpi)?.measure ?? '')
}
