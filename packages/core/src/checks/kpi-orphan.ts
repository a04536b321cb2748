import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { isInSight } from './facts/sight.ts'
import { isWritten } from './facts/written.ts'

export const kpiOrphan: Check = {
  code: 'kpi-orphan',
  family: 'structure',
  severity: 'warning',
  words: 'The KPI "{kpi}" has no line of sight to a company objective: {why}.',
  *run(company) {
    for (const kpi of company.strategy.kpis.values()) {
      if (isInSight(company, kpi)) continue
      if (kpi.objective === undefined && isWritten(kpi.at, 'objective')) continue
      const objective = kpi.objective && company.strategy.objectives.get(kpi.objective)
      const why = objective
        ? `its objective "${objective.name}" serves none`
        : company.linksFrom(kpi.id).length > 0
          ? 'it names no objective, and the KPIs it contributes to serve none'
          : 'it names no objective and contributes to no other KPI'
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: objective ? spanOf(kpi.at, 'objective') : spanOf(kpi.at),
        facts: { kpi: kpi.name, why },
      }
    }
  },
}
