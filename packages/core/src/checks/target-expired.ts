import { spanOf } from '../strategy/shape.ts'
import { printDay } from '../time/day.ts'
import type { Check } from './check.ts'

export const targetExpired: Check = {
  code: 'target-expired',
  family: 'time',
  severity: 'warning',
  words: 'The last target of "{kpi}" was due on {due}; there is none for the time since.',
  *run({ strategy, today }) {
    for (const { id, name, targets } of strategy.kpis.values()) {
      const due = Math.max(...targets.map((target) => target.due))
      const last = targets.find((target) => target.due === due)
      if (!last || due >= today) continue
      yield {
        subject: { kind: 'kpi', id },
        span: spanOf(last.at, 'for'),
        facts: { kpi: name, due: printDay(due) },
      }
    }
  },
}
