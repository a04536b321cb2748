import { formatAmount } from '../quantity/format.ts'
import type { Check } from './check.ts'
import { breachOf } from './facts/bounds.ts'
import { goalSpan } from './facts/goal.ts'

export const targetOutsideBounds: Check = {
  code: 'target-outside-bounds',
  family: 'contradiction',
  severity: 'error',
  words: '"{kpi}" aims at {wanted}, but its measure can never be {side} {bound}.',
  *run(company) {
    for (const kpi of company.strategy.kpis.values()) {
      const { unit } = company.measureOf(kpi)
      for (const target of kpi.targets) {
        const breach = breachOf(company, kpi, target)
        if (!breach) continue
        yield {
          subject: { kind: 'kpi', id: kpi.id },
          span: goalSpan(company, target),
          facts: {
            kpi: kpi.name,
            wanted: formatAmount(breach.wanted, unit),
            side: breach.side,
            bound: formatAmount(breach.bound, unit),
          },
        }
      }
    }
  },
}
