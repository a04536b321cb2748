import type { Repairer } from './repair.ts'

/** An orphan is tied to an objective of the company, or given up. */
export const repairOrphan: Repairer = ({ strategy }, { subject }) => {
  const kpi = strategy.kpis.get(subject.id)
  if (!kpi) return []
  const ties = [...strategy.objectives.values()].map(({ id, name }) => ({
    id: `tie ${id}`,
    title: `Let it judge the objective "${name}"`,
    edits: [{ kind: 'set' as const, item: 'kpi' as const, id: kpi.id, fields: { objective: id } }],
    movesTarget: false,
  }))
  const retire = {
    id: 'retire',
    title: `Retire the KPI "${kpi.name}"`,
    edits: [{ kind: 'remove' as const, item: 'kpi' as const, id: kpi.id }],
    movesTarget: false,
  }
  return [...ties, retire]
}
