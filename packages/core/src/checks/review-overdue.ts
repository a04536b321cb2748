import { spanOf } from '../strategy/shape.ts'
import { printDay } from '../time/day.ts'
import { dayAfter } from '../time/duration.ts'
import type { Check } from './check.ts'

export const reviewOverdue: Check = {
  code: 'review-overdue',
  family: 'time',
  severity: 'warning',
  words: 'The KPI "{kpi}" is to be reviewed every {review}, but {last}.',
  *run({ strategy, today }) {
    const kpis = [...strategy.kpis.values()]
    const reviewed = kpis.filter((kpi) => kpi.reviewed !== undefined).length
    // Where few KPIs bear a day of review, reviews are kept elsewhere.
    const isKept = reviewed > 0 && 2 * reviewed >= kpis.length
    for (const { id, name, review, reviewed: day, at } of kpis) {
      if (day === undefined ? !isKept : dayAfter(day, { count: 1, grain: review }) >= today) continue
      const last = day === undefined ? 'it never was' : `its last review was on ${printDay(day)}`
      const span = spanOf(at, 'reviewed')
      yield { subject: { kind: 'kpi', id }, span, facts: { kpi: name, review, last } }
    }
  },
}
