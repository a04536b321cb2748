import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { isWritten } from './facts/written.ts'

export const targetMissing: Check = {
  code: 'target-missing',
  family: 'structure',
  severity: 'warning',
  words: 'The KPI "{kpi}" has no target: it has no score, and nothing can be asked of it.',
  *run({ strategy }) {
    for (const { id, name, targets, at } of strategy.kpis.values()) {
      if (targets.length > 0 || isWritten(at, 'targets')) continue
      yield { subject: { kind: 'kpi', id }, span: spanOf(at), facts: { kpi: name } }
    }
  },
}
