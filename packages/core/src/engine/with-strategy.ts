import type { Strategy } from '../strategy/model.ts'
import type { Results } from './results.ts'

/** The same values under another strategy: what measures came to does not depend on targets. */
export function withStrategy(results: Results, strategy: Strategy): Results {
  const { observations, later, asOf, grain } = results
  return {
    strategy,
    observations,
    later,
    asOf,
    grain,
    timeline: (one) => results.timeline(one),
    closed: (one) => results.closed(one),
    measure: (id, one, index) => results.measure(id, one, index),
    kpiGrain: (id) => results.kpiGrain(id),
    kpi: (id, index) => results.kpi(id, index),
    actuals: (id) => results.actuals(id),
    node: (kind, id, index) => results.node(kind, id, index),
  }
}
