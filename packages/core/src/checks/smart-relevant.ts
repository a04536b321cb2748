import { weightOn } from '../engine/nodes.ts'
import type { Kpi } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import type { Company } from './company.ts'

/** Speaks of KPIs that name an objective and yet cannot move it; those that name none are orphans. */
export const smartRelevant: Check = {
  code: 'smart-relevant',
  family: 'smart',
  severity: 'warning',
  words: '"{kpi}" cannot move its objective "{objective}": {why}.',
  *run(company) {
    for (const kpi of company.strategy.kpis.values()) {
      const objective = kpi.objective && company.strategy.objectives.get(kpi.objective)
      if (!objective || company.linksFrom(kpi.id).length > 0) continue
      const why = whyIdle(company, kpi, objective.judgedBy === 'objectives')
      if (why === undefined) continue
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: why.span,
        facts: { kpi: kpi.name, objective: objective.name, why: why.text },
      }
    }
  },
}

function whyIdle({ today }: Company, { weight, at }: Kpi, isJudgedFromBelow: boolean) {
  if (isJudgedFromBelow) {
    return { text: 'that is judged by the objectives below it only', span: spanOf(at, 'objective') }
  }
  const isIdle = weightOn(weight, today) === 0
  return isIdle ? { text: 'its weight is 0', span: spanOf(at, 'weight') } : undefined
}
