import { formatDifference } from '../quantity/format.ts'
import type { Check } from './check.ts'
import { breachOf } from './facts/bounds.ts'
import { goalSpan } from './facts/goal.ts'
import { infeasibleTargets } from './facts/infeasible.ts'
import { isUnheardOf, pacesOf } from './facts/pace.ts'

/** Speaks only where the target was far beyond all experience when it was agreed, and what is left of it still is. */
export const smartAchievable: Check = {
  code: 'smart-achievable',
  family: 'smart',
  severity: 'warning',
  words:
    '"{kpi}" must move by {needed} in {periods} from its baseline; the farthest it ever moved in as long a time is {best}. {left} of it must come in the {periodsLeft} that are left.',
  *run(company) {
    const infeasible = new Set(infeasibleTargets(company).map(({ target }) => target))
    for (const kpi of company.strategy.kpis.values()) {
      const target = company.targetNow(kpi)
      if (!target || target.due < company.today) continue
      if (infeasible.has(target) || breachOf(company, kpi, target)) continue
      const paces = pacesOf(company, kpi, target)
      if (!paces || !isUnheardOf(paces.agreed) || !isUnheardOf(paces.left)) continue
      const { agreed, left } = paces
      const { unit } = company.measureOf(kpi)
      const grain = company.results.kpiGrain(kpi.id)
      const count = (periods: number) => `${periods} ${grain}${periods === 1 ? '' : 's'}`
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: goalSpan(company, target),
        facts: {
          kpi: kpi.name,
          needed: formatDifference(agreed.needed, unit),
          best: formatDifference(agreed.best, unit),
          periods: count(agreed.periods),
          left: formatDifference(left.needed, unit),
          periodsLeft: count(left.periods),
        },
      }
    }
  },
}
