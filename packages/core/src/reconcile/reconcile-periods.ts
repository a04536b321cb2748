import type { Results } from '../engine/results.ts'
import type { Id, Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import { targetIn } from './period-target.ts'
import type { Reconciliation } from './reconcile.ts'
import { reconcile } from './reconcile.ts'

/**
 * Reconciles a KPI in every period of a grain that its targets bind, by the trajectories, in the order of time
 * (rule C13); in longer periods where it is judged by longer ones. Empty where nothing contributes to it or it has no
 * target.
 */
export function reconcilePeriods(results: Results, kpi: Id, grain: Grain): readonly Reconciliation[] {
  const links = results.strategy.contributions.filter(({ to }) => to === kpi)
  if (links.length === 0) return []
  const bound = new Map<number, Target>()
  const found = results.strategy.kpis.get(kpi)
  const judged = found && isFiner(grain, found.grain) ? found.grain : grain
  for (const target of found?.targets ?? []) {
    const [first, last] = ordinalsOf(results, target, judged)
    for (let ordinal = first; ordinal <= last; ordinal++) bound.set(ordinal, target)
  }
  return [...bound]
    .sort(([a], [b]) => a - b)
    .map(([ordinal, latest]) => {
      const period = { grain: judged, ordinal }
      return reconcile(results, targetIn(results, kpi, period).target ?? latest, period, links)
    })
}

/** The periods of a grain that belong to a target's period, or the longer one that it belongs to. */
function ordinalsOf(results: Results, { period }: Target, grain: Grain): readonly [number, number] {
  const { calendar } = results.strategy.organisation
  if (!isFiner(period.grain, grain)) return calendar.range(period.grain, period.ordinal, grain)
  const ordinal = calendar.containing(period.grain, grain, period.ordinal)
  return [ordinal, ordinal]
}
