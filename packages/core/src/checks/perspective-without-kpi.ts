import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'

/** Silent where an objective of the perspective has no KPI: that one is named by itself. */
export const perspectiveWithoutKpi: Check = {
  code: 'perspective-without-kpi',
  family: 'balance',
  severity: 'warning',
  words: 'No objective belongs to the perspective "{perspective}", so no KPI speaks for it.',
  *run({ strategy }) {
    const used = new Set([...strategy.objectives.values()].map(({ perspective }) => perspective))
    for (const { id, name, at } of strategy.perspectives.values()) {
      if (used.has(id)) continue
      yield { subject: { kind: 'perspective', id }, span: spanOf(at), facts: { perspective: name } }
    }
  },
}
