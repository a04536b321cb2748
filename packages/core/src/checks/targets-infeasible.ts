import { references } from '../formula/references.ts'
import { formatAmount, formatDifference } from '../quantity/format.ts'
import { targetIn } from '../reconcile/period-target.ts'
import type { Kpi, Target } from '../strategy/model.ts'
import type { Check } from './check.ts'
import type { Company } from './company.ts'
import { goalSpan } from './facts/goal.ts'
import { infeasibleTargets } from './facts/infeasible.ts'

export const targetsInfeasible: Check = {
  code: 'targets-infeasible',
  family: 'contradiction',
  severity: 'error',
  words:
    '"{kpi}" cannot reach {wanted} in {period}: {formula} gives {reach}, even if every input reaches its own target. {lacking} is lacking.',
  *run(company) {
    for (const { kpi, target, wanted, nearest } of infeasibleTargets(company)) {
      const { unit, name, formulaText } = company.measureOf(kpi)
      const lacking = Math.abs(wanted - nearest)
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: goalSpan(company, target),
        facts: {
          kpi: kpi.name,
          wanted: formatAmount(wanted, unit),
          reach: `${nearest < wanted ? 'at most' : 'at least'} ${formatAmount(nearest, unit)}`,
          lacking: formatDifference(lacking, unit),
          period: company.periodName(target.period),
          formula: formulaText ?? name,
        },
        because: inputsOf(company, kpi, target),
        impact: { value: lacking, unit: unit.name },
      }
    }
  },
}

function inputsOf(company: Company, kpi: Kpi, { period }: Target) {
  const { formula } = company.measureOf(kpi)
  const inputs = new Set(formula ? references(formula).map(({ id }) => id) : [])
  return [...inputs].flatMap((id) =>
    company.kpisOn(id).flatMap((input) => {
      const { target, value } = targetIn(company.results, input.id, period)
      if (!target) return []
      const aim = formatAmount(value, company.measureOf(input).unit)
      return [{ span: goalSpan(company, target), message: `"${input.name}" aims at ${aim}` }]
    }),
  )
}
