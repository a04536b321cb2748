import type { Results } from '../engine/results.ts'
import { withStrategy } from '../engine/with-strategy.ts'
import type { Id, Kpi } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'

/** Whether a KPI is no longer judged on a day (rule V9). */
export function isRetired({ retired }: Pick<Kpi, 'retired'>, day: Day): boolean {
  return retired !== undefined && retired < day
}

/** The company without the KPIs that are retired, and all that is said of them: nothing is found about what is over. */
export function inForce(results: Results): Results {
  const { strategy, asOf } = results
  const kpis = new Map([...strategy.kpis].filter(([, kpi]) => !isRetired(kpi, asOf)))
  if (kpis.size === strategy.kpis.size) return results
  const isGone = (id: Id) => strategy.kpis.has(id) && !kpis.has(id)
  const isKept = ({ from, to }: { readonly from: Id; readonly to: Id }) => !isGone(from) && !isGone(to)
  return withStrategy(results, {
    ...strategy,
    kpis,
    contributions: strategy.contributions.filter(isKept),
    causalLinks: strategy.causalLinks.filter(isKept),
    waivers: strategy.waivers.filter(({ on }) => !isGone(on)),
  })
}

/** The measures that only retired KPIs judge. */
export function retiredMeasures({ strategy, asOf }: Results): ReadonlySet<Id> {
  const measures = new Set<Id>()
  for (const kpi of strategy.kpis.values()) if (isRetired(kpi, asOf)) measures.add(kpi.measure)
  for (const kpi of strategy.kpis.values()) if (!isRetired(kpi, asOf)) measures.delete(kpi.measure)
  return measures
}
