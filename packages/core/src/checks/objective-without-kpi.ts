import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'

/** Speaks of the lowest objectives only: those above them are empty for the same reason. */
export const objectiveWithoutKpi: Check = {
  code: 'objective-without-kpi',
  family: 'structure',
  severity: 'warning',
  words: 'No KPI judges the objective "{objective}": nobody will know whether it is reached.',
  *run(company) {
    for (const { id, name, at } of company.strategy.objectives.values()) {
      if (company.kpisOf(id).length > 0 || company.objectivesBelow(id).length > 0) continue
      yield { subject: { kind: 'objective', id }, span: spanOf(at), facts: { objective: name } }
    }
  },
}
