import { references } from '../../formula/references.ts'
import type { Id, Strategy } from '../../strategy/model.ts'

/** The measures that some KPI judges, or that others are made or weighed from. */
export function usedMeasures({ kpis, measures, contributions }: Strategy): ReadonlySet<Id> {
  const used = new Set<Id>()
  for (const { measure } of kpis.values()) used.add(measure)
  for (const { weightBy } of contributions) if (weightBy !== undefined) used.add(weightBy)
  for (const { id: user, formula, aggregates, weightBy } of measures.values()) {
    const named = formula ? references(formula).map(({ id }) => id) : []
    for (const id of [...named, ...aggregates, ...weightBy]) if (id !== user) used.add(id)
  }
  return used
}
