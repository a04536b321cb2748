import type { Id } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import type { Company } from './company.ts'
import { isInSight } from './facts/sight.ts'

/** Speaks of the lowest departments only: those above them are empty for the same reason. */
export const departmentWithoutContribution: Check = {
  code: 'department-without-contribution',
  family: 'structure',
  severity: 'warning',
  words: 'The department "{department}" contributes to no company objective: {why}.',
  *run(company) {
    const contributing = contributingDepartments(company)
    for (const { id, name, at } of company.strategy.departments.values()) {
      if (contributing.has(id)) continue
      if (company.departmentsBelow(id).some((below) => !contributing.has(below.id))) continue
      const count = company.kpisIn(id).length
      const why = count === 0 ? 'it has no KPI' : `none of its KPIs (${count}) leads to one`
      yield { subject: { kind: 'department', id }, span: spanOf(at), facts: { department: name, why } }
    }
  },
}

function contributingDepartments(company: Company): ReadonlySet<Id> {
  const { departments } = company.strategy
  const found = new Set<Id>()
  for (const id of departments.keys()) {
    if (company.kpisIn(id).some((kpi) => isInSight(company, kpi))) found.add(id)
  }
  // A set is walked in the order of insertion, those inserted on the way included.
  for (const id of found) {
    const parent = departments.get(id)?.parent
    if (parent !== undefined) found.add(parent)
  }
  return found
}
