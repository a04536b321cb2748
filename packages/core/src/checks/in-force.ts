import type { Results } from '../engine/results.ts'
import { withStrategy } from '../engine/with-strategy.ts'
import type { Id, Kpi, Measure, Strategy } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import { usedMeasures } from './facts/used.ts'

/** Whether a KPI is no longer judged on a day (rule V9). */
export function isRetired({ retired }: Pick<Kpi, 'retired'>, day: Day): boolean {
  return retired !== undefined && retired < day
}

/** The company without the KPIs that are retired, and all that is said of them: nothing is found about what is over. */
export function inForce(results: Results): Results {
  const { strategy, asOf } = results
  const left = strategyInForce(strategy, asOf)
  return left === strategy ? results : withStrategy(results, left)
}

function strategyInForce(strategy: Strategy, day: Day): Strategy {
  const kpis = new Map([...strategy.kpis].filter(([, kpi]) => !isRetired(kpi, day)))
  if (kpis.size === strategy.kpis.size) return strategy
  const isGone = (id: Id) => strategy.kpis.has(id) && !kpis.has(id)
  const isKept = ({ from, to }: { readonly from: Id; readonly to: Id }) => !isGone(from) && !isGone(to)
  return {
    ...strategy,
    kpis,
    contributions: strategy.contributions.filter(isKept),
    causalLinks: strategy.causalLinks.filter(isKept),
    waivers: strategy.waivers.filter(({ on }) => !isGone(on)),
  }
}

/** The measures that only retired KPIs judge. */
export function retiredMeasures({ strategy, asOf }: Results): ReadonlySet<Id> {
  return overMeasures(strategy, asOf)
}

function overMeasures({ kpis }: Strategy, day: Day): ReadonlySet<Id> {
  const measures = new Set<Id>()
  for (const kpi of kpis.values()) if (isRetired(kpi, day)) measures.add(kpi.measure)
  for (const kpi of kpis.values()) if (!isRetired(kpi, day)) measures.delete(kpi.measure)
  return measures
}

/** A measure whose values people hand in, with the KPIs that judge it, those still judged on the day first. */
export type HandedIn = { readonly measure: Measure; readonly kpis: readonly Kpi[] }

/** The measures that are observed, and not over by a day: judged by retired KPIs alone, and made nothing from. */
export function handedIn(strategy: Strategy, day: Day): readonly HandedIn[] {
  const over = overMeasures(strategy, day)
  const used = over.size === 0 ? over : usedMeasures(strategyInForce(strategy, day))
  const judging = Map.groupBy(strategy.kpis.values(), ({ measure }) => measure)
  return [...strategy.measures.values()]
    .filter(({ formula, aggregates }) => !formula && aggregates.length === 0)
    .filter(({ id }) => !over.has(id) || used.has(id))
    .map((measure) => {
      const kpis = judging.get(measure.id) ?? []
      const [judged, retired] = [
        kpis.filter((kpi) => !isRetired(kpi, day)),
        kpis.filter((kpi) => isRetired(kpi, day)),
      ]
      return { measure, kpis: [...judged, ...retired] }
    })
}
