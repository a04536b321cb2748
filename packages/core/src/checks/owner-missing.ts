import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { isWritten } from './facts/written.ts'

export const ownerMissing: Check = {
  code: 'owner-missing',
  family: 'structure',
  severity: 'warning',
  words: 'Nobody answers for the {what} "{name}".',
  *run({ strategy }) {
    for (const [kind, items] of [
      ['objective', strategy.objectives],
      ['kpi', strategy.kpis],
    ] as const) {
      for (const { id, name, owner, at } of items.values()) {
        if (owner !== undefined || isWritten(at, 'owner')) continue
        const what = kind === 'kpi' ? 'KPI' : kind
        yield { subject: { kind, id }, span: spanOf(at), facts: { what, name } }
      }
    }
  },
}
