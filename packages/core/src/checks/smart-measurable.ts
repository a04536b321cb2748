import type { Check } from './check.ts'
import { baselineLacking, needsBaseline } from './facts/baseline.ts'
import { goalSpan } from './facts/goal.ts'

export const smartMeasurable: Check = {
  code: 'smart-measurable',
  family: 'smart',
  severity: 'note',
  words: 'The target of "{kpi}" has no baseline: there is no value of {period}{effect}.',
  *run(company) {
    for (const kpi of company.strategy.kpis.values()) {
      const target = company.targetNow(kpi)
      if (!target || target.due < company.today) continue
      const period = baselineLacking(company, target)
      if (!period || company.actuals(kpi).every(Number.isNaN)) continue
      const isNeeded = needsBaseline(company, target)
      const effect = isNeeded ? ', so the target has no number that anybody could reach' : ''
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: goalSpan(company, target),
        facts: { kpi: kpi.name, period: company.periodName(period), effect },
        severity: isNeeded ? 'error' : 'note',
      }
    }
  },
}
