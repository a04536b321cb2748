import { signOf } from '../score/attainment.ts'
import type { Status } from '../score/status.ts'
import { statusByBands, statuses } from '../score/status.ts'
import type { Id } from '../strategy/model.ts'
import type { Results } from './results.ts'

/**
 * How a KPI without a target has moved within a year, by rule K9; `unknown` where a target binds the period or the
 * growth cannot be told. `index` counts the periods by which the KPI is judged.
 */
export function trendOf(results: Results, id: Id, index: number): Status {
  const cell = results.kpi(id, index)
  const kpi = results.strategy.kpis.get(id)
  const grain = results.kpiGrain(id)
  if (!cell || !kpi || !grain || cell.binding) return 'unknown'
  const before = results.measure(kpi.measure, grain, results.timeline(grain).yearBefore[index] as number)
  const sign = signOf(results.strategy.measures.get(kpi.measure)?.polarity)
  if (cell.actual.reason !== 'present' || before?.reason !== 'present') return 'unknown'
  if (before.value === 0 || sign === 0) return 'unknown'
  const growth = (sign * (cell.actual.value - before.value)) / Math.abs(before.value)
  return statuses[statusByBands(growth, { onTrack: 0.01, atRisk: 0 })] as Status
}
