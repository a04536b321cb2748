import type { Id, Kpi } from '../strategy/model.ts'
import type { Place } from '../strategy/shape.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { kpisByPerspective } from './facts/perspectives.ts'

const leastKpis = 3

/** A perspective is named once, not each of its objectives as well. */
export const indicatorsOnlyLagging: Check = {
  code: 'indicators-only-lagging',
  family: 'balance',
  severity: 'warning',
  words: 'All {count} KPIs of the {what} "{name}" tell what has been; none tells what is coming.',
  *run(company) {
    const { objectives, perspectives } = company.strategy
    const isLagging = (kpis: readonly Kpi[]) =>
      kpis.length >= leastKpis && kpis.every((kpi) => company.measureOf(kpi).timing === 'lagging')
    const told = new Set<Id>()
    for (const { id, name, at } of perspectives.values()) {
      const kpis = kpisByPerspective(company).get(id) ?? []
      if (!isLagging(kpis)) continue
      told.add(id)
      yield sighting('perspective', id, name, at, kpis)
    }
    for (const { id, name, at, department, perspective } of objectives.values()) {
      const kpis = company.kpisOf(id)
      if (department !== undefined || !isLagging(kpis)) continue
      if (perspective === undefined || !told.has(perspective)) yield sighting('objective', id, name, at, kpis)
    }
  },
}

function sighting(what: 'perspective' | 'objective', id: Id, name: string, at: Place, kpis: readonly Kpi[]) {
  return { subject: { kind: what, id }, span: spanOf(at), facts: { what, name, count: kpis.length } }
}
