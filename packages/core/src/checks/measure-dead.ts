import { references } from '../formula/references.ts'
import type { Id, Strategy } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'

export const measureDead: Check = {
  code: 'measure-dead',
  family: 'structure',
  severity: 'note',
  words: 'Nothing uses the measure "{measure}": no KPI, formula, aggregate or weight.',
  *run({ strategy }) {
    const used = usedMeasures(strategy)
    for (const { id, name, at } of strategy.measures.values()) {
      if (used.has(id)) continue
      yield { subject: { kind: 'measure', id }, span: spanOf(at), facts: { measure: name } }
    }
  },
}

function usedMeasures({ kpis, measures, contributions }: Strategy): ReadonlySet<Id> {
  const used = new Set<Id>()
  for (const { measure } of kpis.values()) used.add(measure)
  for (const { weightBy } of contributions) if (weightBy !== undefined) used.add(weightBy)
  for (const { id: user, formula, aggregates, weightBy } of measures.values()) {
    const named = formula ? references(formula).map(({ id }) => id) : []
    for (const id of [...named, ...aggregates, ...weightBy]) if (id !== user) used.add(id)
  }
  return used
}
