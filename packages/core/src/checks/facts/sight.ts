import type { Id, Kpi } from '../../strategy/model.ts'
import type { Company } from '../company.ts'

/** Whether a KPI serves a company objective, by its own objective or through the KPIs it contributes to. */
export function isInSight(company: Company, kpi: Kpi): boolean {
  return company.once('in sight', () => kpisInSight(company)).has(kpi.id)
}

function kpisInSight(company: Company): ReadonlySet<Id> {
  const seen = new Set<Id>()
  for (const kpi of company.strategy.kpis.values()) {
    if (kpi.objective !== undefined && reachesCompany(company, kpi.objective)) seen.add(kpi.id)
  }
  // A set is walked in the order of insertion, those inserted on the way included.
  for (const id of seen) for (const { from } of company.linksTo(id)) seen.add(from)
  return seen
}

/** Whether an objective is the company's, or serves one that is. */
export function reachesCompany({ strategy }: Company, id: Id): boolean {
  const passed = new Set<Id>()
  let at: Id | undefined = id
  while (at !== undefined && !passed.has(at)) {
    passed.add(at)
    const objective = strategy.objectives.get(at)
    if (!objective) return false
    if (objective.department === undefined) return true
    at = objective.parent
  }
  return false
}
