import { formatAmount } from '../quantity/format.ts'
import { targetIn } from '../reconcile/period-target.ts'
import type { Kpi } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { goalSpan } from './facts/goal.ts'
import { looserParts } from './facts/looser.ts'
import { openReconciliations } from './facts/reconciled.ts'

export const targetLooserThanParent: Check = {
  code: 'target-looser-than-parent',
  family: 'contradiction',
  severity: 'error',
  words: '"{child}" aims at {promised} in {period}; "{parent}", {how}, cannot reach {wanted} with that.',
  *run(company) {
    for (const found of openReconciliations(company)) {
      const parent = company.strategy.kpis.get(found.parent) as Kpi
      for (const { link, value } of looserParts(company, found)) {
        const child = company.strategy.kpis.get(link.from) as Kpi
        const { target } = targetIn(company.results, child.id, found.period)
        const span = target ? goalSpan(company, target) : spanOf(link.at, 'to')
        yield {
          subject: { kind: 'kpi', id: child.id },
          span,
          facts: {
            child: child.name,
            parent: parent.name,
            how:
              link.kind === 'mean'
                ? 'the mean of children that all fall short'
                : 'no better than its worst child',
            promised: formatAmount(value, company.measureOf(child).unit),
            wanted: formatAmount(found.wanted, company.measureOf(parent).unit),
            period: company.periodName(found.period),
          },
          because: [{ span: goalSpan(company, found.target), message: 'what the parent wants' }],
        }
      }
    }
  },
}
