import type { Kpi } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'

const leastKpis = 3

/** Where the whole organisation counts money only, its departments are not named as well. */
export const indicatorsOnlyFinancial: Check = {
  code: 'indicators-only-financial',
  family: 'balance',
  severity: 'warning',
  words: 'All {count} KPIs of {who} count money; none tells what brings the money in.',
  *run(company) {
    const { organisation, departments, kpis } = company.strategy
    const isFinancial = (some: readonly Kpi[]) =>
      some.length >= leastKpis && some.every((kpi) => company.measureOf(kpi).nature === 'financial')
    if (isFinancial([...kpis.values()])) {
      yield {
        subject: { kind: 'organisation', id: organisation.id },
        span: spanOf(organisation.at, 'name'),
        facts: { who: `"${organisation.name}"`, count: kpis.size },
      }
      return
    }
    for (const { id, name, at } of departments.values()) {
      const own = company.kpisIn(id)
      if (!isFinancial(own)) continue
      const facts = { who: `the department "${name}"`, count: own.length }
      yield { subject: { kind: 'department', id }, span: spanOf(at), facts }
    }
  },
}
