import type { Repairer } from './repair.ts'

/** One of the KPIs tells what is coming after all: it is marked as leading. */
export const repairLagging: Repairer = ({ strategy }, { subject }) => {
  const { kpis, objectives, measures } = strategy
  const isOwn = (objective: string | undefined) =>
    objective !== undefined &&
    (subject.kind === 'objective'
      ? objective === subject.id
      : objectives.get(objective)?.perspective === subject.id)
  return [...kpis.values()]
    .filter(({ objective }) => isOwn(objective))
    .flatMap(({ measure: id, name }) => {
      const measure = measures.get(id)
      if (!measure) return []
      return [
        {
          id: `leading ${id}`,
          title: `"${name}" tells what is coming: mark it as leading`,
          edits: [{ kind: 'set' as const, item: 'measure' as const, id, fields: { timing: 'leading' } }],
          movesTarget: false,
        },
      ]
    })
}
