import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { isWritten } from './facts/written.ts'

export const polarityUnstated: Check = {
  code: 'polarity-unstated',
  family: 'legality',
  severity: 'warning',
  words: 'Nothing says whether more or less of "{measure}" is good, so "{kpi}" cannot be judged.',
  *run(company) {
    for (const { id, name, polarity, at } of company.strategy.measures.values()) {
      const [kpi] = company.kpisOn(id)
      if (polarity !== undefined || !kpi || isWritten(at, 'polarity')) continue
      const isInside = kpi.id === id && !at.key
      const span = isInside ? spanOf(kpi.at, 'measure') : spanOf(at)
      yield { subject: { kind: 'kpi', id: kpi.id }, span, facts: { measure: name, kpi: kpi.name } }
    }
  },
}
