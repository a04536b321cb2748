import { spanOf } from '../strategy/shape.ts'
import { printDay } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import type { Check } from './check.ts'
import type { Company } from './company.ts'

/** Days in which the value of a month may be handed in; any other period may be handed in while the next one runs. */
const monthDays = 45

export const valueStale: Check = {
  code: 'value-stale',
  family: 'time',
  severity: 'warning',
  words: 'The latest value of "{kpi}" is of {period}: the next was to be known by {expected}.',
  *run(company) {
    for (const kpi of company.strategy.kpis.values()) {
      const grain = company.results.kpiGrain(kpi.id)
      const index = company.actuals(kpi).findLastIndex((value) => !Number.isNaN(value))
      if (!grain || index < 0) continue
      const ordinal = company.results.timeline(grain).first + index
      const expected = expectedBy(company, grain, ordinal + 1)
      if (expected >= company.today) continue
      const { calendar } = company.strategy.organisation
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: spanOf(kpi.at),
        facts: {
          kpi: kpi.name,
          period: company.periodName({ grain, ordinal }),
          expected: printDay(expected),
          ageDays: company.today - calendar.end(grain, ordinal),
        },
      }
    }
  },
}

function expectedBy({ strategy }: Company, grain: Grain, ordinal: number): number {
  const { calendar } = strategy.organisation
  return grain === 'month' ? calendar.end(grain, ordinal) + monthDays : calendar.end(grain, ordinal + 1)
}
