import type { Obstacle } from '../reconcile/obstacle.ts'
import { explainObstacle } from '../reconcile/obstacle.ts'
import type { Reconciliation } from '../reconcile/reconcile.ts'
import type { Contribution, Kpi } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import type { Company } from './company.ts'
import { baselineLacking } from './facts/baseline.ts'
import { goalSpan } from './facts/goal.ts'
import { lateChild } from './facts/late.ts'
import { looserParts } from './facts/looser.ts'
import { openReconciliations } from './facts/reconciled.ts'
import { isWritten } from './facts/written.ts'

export const reconciliationNotCheckable: Check = {
  code: 'reconciliation-not-checkable',
  family: 'arithmetic',
  severity: 'note',
  words: 'Whether the KPIs below "{parent}" add up to its target for {period} cannot be checked: {why}.',
  *run(company) {
    for (const found of openReconciliations(company)) {
      if (found.verdict !== 'not-checkable' || looserParts(company, found).length > 0) continue
      const [first] = found.obstacles.filter((obstacle) => !isTold(company, obstacle, found))
      if (!first) continue
      const parent = company.strategy.kpis.get(found.parent) as Kpi
      const link = found.parts.find((part) => part.link.from === first.kpi)?.link
      const why = explainObstacle(first, company.kpiName(first.kpi))
      yield {
        subject: { kind: 'kpi', id: parent.id },
        span: goalSpan(company, found.target),
        facts: { parent: parent.name, period: company.periodName(found.period), why, obstacle: first.code },
        because: link ? [{ span: spanOf(link.at, 'to'), message: why }] : [],
      }
    }
  },
}

/** Whether another check names the obstacle at its root, or it is meant so. */
function isTold(company: Company, { code, kpi }: Obstacle, { parts, target }: Reconciliation): boolean {
  const { targets } = company.strategy.kpis.get(kpi) as Kpi
  const link = parts.find((part) => part.link.from === kpi)?.link as Contribution
  switch (code) {
    case 'no-arithmetic':
    case 'unit-mismatch':
    case 'rate-missing':
    case 'distinct-counts-added':
      return true
    case 'weight-missing':
      return link.weightBy === undefined && !isWritten(link.at, 'weight-by')
    case 'child-without-target':
      return targets.length === 0 || lateChild(company, link) !== undefined || isUnbased(company, kpi)
    case 'parent-without-target':
    case 'parent-without-baseline':
    case 'child-without-baseline':
      return target.first > company.today || isUnbased(company, kpi)
    default:
      return false
  }
}

function isUnbased(company: Company, id: string): boolean {
  const kpi = company.strategy.kpis.get(id)
  const now = kpi && company.targetNow(kpi)
  return now !== undefined && baselineLacking(company, now) !== undefined
}
