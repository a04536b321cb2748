import { spanOf } from '../strategy/shape.ts'
import { printDay } from '../time/day.ts'
import { dayAfter } from '../time/duration.ts'
import type { Check } from './check.ts'

export const smartTimed: Check = {
  code: 'smart-timed',
  family: 'smart',
  severity: 'warning',
  words: 'The target of "{kpi}" is due on {due}: {why}.',
  *run(company) {
    const { organisation, objectives } = company.strategy
    const horizon = dayAfter(company.today, { count: 5, grain: 'year' })
    for (const kpi of company.strategy.kpis.values()) {
      const target = company.targetNow(kpi)
      if (!target || target.due < company.today) continue
      const objective = kpi.objective && objectives.get(kpi.objective)
      const period = objective ? objective.period : undefined
      const end = period ? organisation.calendar.end(period.grain, period.ordinal) : Number.POSITIVE_INFINITY
      const isFar = target.due > horizon
      if (!isFar && target.due <= end) continue
      const why = isFar
        ? 'more than five years ahead, so nobody in office answers for it'
        : `after its objective "${objective ? objective.name : ''}" ends, on ${printDay(end)}`
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: spanOf(target.at, 'for'),
        facts: { kpi: kpi.name, due: printDay(target.due), why },
      }
    }
  },
}
