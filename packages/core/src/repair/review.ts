import { printDay } from '../time/day.ts'
import type { Repairer } from './repair.ts'

/** The review was held today: the KPI still matters. */
export const repairReview: Repairer = ({ strategy, asOf }, { subject }) => {
  const kpi = strategy.kpis.get(subject.id)
  if (!kpi) return []
  const day = printDay(asOf)
  return [
    {
      id: 'reviewed',
      title: `Reviewed today: "${kpi.name}" still matters`,
      edits: [{ kind: 'set', item: 'kpi', id: kpi.id, fields: { reviewed: day } }],
      movesTarget: false,
    },
    {
      id: 'retire',
      title: `Retire the KPI "${kpi.name}"`,
      edits: [{ kind: 'remove', item: 'kpi', id: kpi.id }],
      movesTarget: false,
    },
  ]
}
