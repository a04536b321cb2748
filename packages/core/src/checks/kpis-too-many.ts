import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'

export const kpisTooMany: Check = {
  code: 'kpis-too-many',
  family: 'structure',
  severity: 'warning',
  words: 'The objective "{objective}" is judged by {count} KPIs; more than {limit} hide what matters.',
  *run(company) {
    const { objectives, organisation } = company.strategy
    const limit = organisation.kpiLimit
    for (const { id, name, at } of objectives.values()) {
      const count = company.kpisOf(id).length
      if (count <= limit) continue
      yield {
        subject: { kind: 'objective', id },
        span: spanOf(at),
        facts: { objective: name, count, limit },
        because: company.kpisOf(id).map((kpi) => ({ span: spanOf(kpi.at), message: `"${kpi.name}"` })),
      }
    }
  },
}
