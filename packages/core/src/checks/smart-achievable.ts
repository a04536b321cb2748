import { formatDifference } from './amount.ts'
import { breachOf } from './bounds.ts'
import type { Check } from './check.ts'
import { goalSpan } from './goal.ts'
import { infeasibleTargets } from './infeasible.ts'
import { paceOf } from './pace.ts'

/** A target may ask for more than ever was; twice as much needs a reason. */
const stretch = 2

export const smartAchievable: Check = {
  code: 'smart-achievable',
  family: 'smart',
  severity: 'warning',
  words:
    '"{kpi}" must move by {needed} in the next {periods}; the most it ever moved in as long a time is {best}.',
  *run(company) {
    const infeasible = new Set(infeasibleTargets(company).map(({ target }) => target))
    for (const kpi of company.strategy.kpis.values()) {
      const target = company.targetNow(kpi)
      if (!target || target.due < company.today) continue
      if (infeasible.has(target) || breachOf(company, kpi, target)) continue
      if (company.linksTo(kpi.id).length > 0) continue
      const pace = paceOf(company, kpi, target)
      if (!pace || pace.needed <= stretch * pace.best * (1 + 1e-9)) continue
      const { unit } = company.measureOf(kpi)
      const grain = company.results.kpiGrain(kpi.id)
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: goalSpan(company, target),
        facts: {
          kpi: kpi.name,
          needed: formatDifference(pace.needed, unit),
          best: formatDifference(Math.max(0, pace.best), unit),
          periods: `${pace.periods} ${grain}${pace.periods === 1 ? '' : 's'}`,
        },
      }
    }
  },
}
