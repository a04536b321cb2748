import type { Results } from '../engine/results.ts'
import { signOf } from '../score/attainment.ts'
import type { Contribution, Id, Target } from '../strategy/model.ts'
import type { Period } from '../time/period.ts'
import type { Part } from './combine.ts'
import { combine } from './combine.ts'
import { conversionOf } from './convert.ts'
import type { Obstacle } from './obstacle.ts'
import { baselineIn, targetIn } from './period-target.ts'

export type Verdict = 'adds-up' | 'gap' | 'over-allocated' | 'not-checkable'

/** What the targets of the children produce, against the target of the parent, in one period. */
export type Reconciliation = {
  readonly parent: Id
  readonly target: Target
  readonly period: Period
  /** The parent's own target, agreed independently. */
  readonly wanted: number
  /** What the children's targets make; of those that have one where `obstacles` names others. */
  readonly produced: number
  /** What is lacking in the wanted direction; negative: more than wanted. */
  readonly gap: number
  /** Absolute, in the unit of the parent. */
  readonly tolerance: number
  readonly padding: number
  readonly verdict: Verdict
  readonly obstacles: readonly Obstacle[]
  readonly baseline: number
  readonly parts: readonly Part[]
  /** Share of the children that have a target, 0 to 1. */
  readonly coverage: number
  /** Children whose effect is a declared elasticity, not arithmetic. */
  readonly assumptions: readonly Id[]
}

/** Reconciles every target that has contribution links, in the target's own period: rules C1 to C12. */
export function reconcileAll(results: Results): readonly Reconciliation[] {
  const linksTo = new Map<Id, Contribution[]>()
  for (const link of results.strategy.contributions) {
    const links = linksTo.get(link.to)
    if (links) links.push(link)
    else linksTo.set(link.to, [link])
  }
  const reconciliations: Reconciliation[] = []
  for (const kpi of results.strategy.kpis.values()) {
    const links = linksTo.get(kpi.id)
    if (!links) continue
    for (const target of kpi.targets) reconciliations.push(reconcile(results, target, target.period, links))
  }
  return reconciliations
}

/** Reconciles one target with the links to its KPI, in a period that it binds. */
export function reconcile(
  results: Results,
  target: Target,
  period: Period,
  links: readonly Contribution[],
): Reconciliation {
  const parent = target.kpi
  const obstacles: Obstacle[] = []
  const own = targetIn(results, parent, period)
  if (own.because !== undefined) obstacles.push({ code: 'parent-without-target', kpi: parent })
  const baseline = baselineIn(results, parent, period, own.target)
  const ordered = [...links].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const parts = ordered.map((link) => partOf(results, link, period, obstacles))
  const combined = combine(parts, baseline, parent, obstacles)
  const sign = signOf(measureOf(results, parent)?.polarity) || 1
  const wanted = own.value
  const gap = sign * (wanted - combined.produced)
  const scale = Math.abs(wanted)
  const limits = { tolerance: target.tolerance * scale, padding: target.padding * scale }
  const withTarget = parts.filter((part) => !Number.isNaN(part.value)).length
  return {
    parent,
    target,
    period,
    wanted,
    produced: combined.produced,
    gap,
    ...limits,
    verdict: verdictOf(gap, limits.tolerance, limits.padding, obstacles),
    obstacles,
    baseline,
    parts: combined.parts,
    coverage: parts.length === 0 ? 0 : withTarget / parts.length,
    assumptions: parts.filter(({ link }) => link.kind === 'influences').map(({ link }) => link.from),
  }
}

/** Rules C7 and C8. */
function verdictOf(gap: number, tolerance: number, padding: number, obstacles: readonly Obstacle[]): Verdict {
  if (obstacles.length > 0 || Number.isNaN(gap)) return 'not-checkable'
  const slack = 1e-9 * Math.max(1, tolerance)
  if (gap > tolerance + slack) return 'gap'
  return -gap > Math.max(padding, tolerance) + slack ? 'over-allocated' : 'adds-up'
}

function partOf(results: Results, link: Contribution, period: Period, obstacles: Obstacle[]): Part {
  const { value, because, target } = targetIn(results, link.from, period)
  const fault = (code: Obstacle['code']) => {
    obstacles.push({ code, kpi: link.from })
    return Number.NaN
  }
  if (because === 'no-target') fault('child-without-target')
  if (because === 'grain-too-long') fault('child-grain-too-long')
  if (because === 'range-target') fault('child-range-target')
  const conversion = conversionOf(results, link, period)
  if (typeof conversion === 'string') fault(conversion)
  const factor = typeof conversion === 'string' ? Number.NaN : conversion
  const needsBase = link.kind === 'influences' || link.of === 'change'
  const base = needsBase ? baselineIn(results, link.from, period, target) : Number.NaN
  if (needsBase && link.kind === 'influences' && Number.isNaN(base) && because === undefined) {
    if (link.elasticity !== undefined) fault('child-without-baseline')
  }
  const weight = link.kind === 'mean' ? weightOf(results, link, period) : 1
  if (Number.isNaN(weight)) fault('weight-missing')
  return { link, value, base, factor, weight, amount: Number.NaN, sensitivity: Number.NaN }
}

/** The weight measure's target in the period, or else its last measured value (rule C3). */
function weightOf(results: Results, link: Contribution, period: Period): number {
  const id = link.weightBy
  if (id === undefined) return Number.NaN
  for (const kpi of results.strategy.kpis.values()) {
    if (kpi.measure !== id) continue
    const { value } = targetIn(results, kpi.id, period)
    if (!Number.isNaN(value)) return value
  }
  const measure = results.strategy.measures.get(id)
  if (!measure) return Number.NaN
  const grain = results.measure(id, period.grain, 0) ? period.grain : measure.grain
  for (let index = results.closed(grain) - 1; index >= 0; index--) {
    const value = results.measure(id, grain, index)?.value ?? Number.NaN
    if (!Number.isNaN(value)) return value
  }
  return Number.NaN
}

function measureOf(results: Results, kpi: Id) {
  const measure = results.strategy.kpis.get(kpi)?.measure
  return measure === undefined ? undefined : results.strategy.measures.get(measure)
}
