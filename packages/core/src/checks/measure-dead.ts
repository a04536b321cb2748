import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { usedMeasures } from './facts/used.ts'

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
