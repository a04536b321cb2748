import type { Id, Kpi } from '../../strategy/model.ts'
import type { Company } from '../company.ts'

/** The KPIs of each perspective, by their objectives. */
export function kpisByPerspective(company: Company): ReadonlyMap<Id, readonly Kpi[]> {
  return company.once('kpis by perspective', () => {
    const found = new Map<Id, Kpi[]>()
    for (const { id, perspective } of company.strategy.objectives.values()) {
      if (perspective === undefined) continue
      found.set(perspective, [...(found.get(perspective) ?? []), ...company.kpisOf(id)])
    }
    return found
  })
}
