import type { Results } from '../engine/results.ts'
import type { LinkRequest } from '../evidence/link-test.ts'
import type { CausalLink } from '../strategy/model.ts'
import { countIn } from '../time/duration.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import { seasonOf } from './kpi-series.ts'

/** A causal link with the series that speak for or against it, by the coarser grain of its ends. */
export type LinkSeries = { readonly link: CausalLink; readonly grain: Grain; readonly request: LinkRequest }

/**
 * The causal links of a strategy as requests for evidence: KPIs by their values, objectives by their scores. `resultsBy`
 * gives the results of a scorecard of another grain, for values by longer periods.
 */
export function linkRequests(results: Results, resultsBy: (grain: Grain) => Results): readonly LinkSeries[] {
  return results.strategy.causalLinks.map((link) => {
    const grains = [link.from, link.to].map((id) => results.kpiGrain(id) ?? results.grain)
    const grain = grains.reduce((a, b) => (isFiner(a, b) ? b : a))
    const by = grain === results.grain ? results : resultsBy(grain)
    const lag = link.lag ? (countIn(link.lag, grain) ?? 1) : 0
    const request = {
      from: valuesOf(by, link.from, grain),
      to: valuesOf(by, link.to, grain),
      sign: link.sign,
      lag,
      season: seasonOf(grain),
    }
    return { link, grain, request }
  })
}

/** Values of a KPI, scores of an objective, up to the last period that has ended; NaN where there are none. */
function valuesOf(results: Results, id: string, grain: Grain): Float64Array {
  const length = results.closed(grain)
  const kpi = results.strategy.kpis.get(id)
  if (kpi && results.kpiGrain(id) === grain) return results.actuals(id)
  const at = (index: number): number => {
    if (kpi) return results.measure(kpi.measure, grain, index)?.value ?? Number.NaN
    if (grain !== results.grain) return Number.NaN
    return results.node('objective', id, index)?.score ?? Number.NaN
  }
  return Float64Array.from({ length }, (_, index) => at(index))
}
