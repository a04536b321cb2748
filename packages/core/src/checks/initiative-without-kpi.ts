import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { isWritten } from './facts/written.ts'

export const initiativeWithoutKpi: Check = {
  code: 'initiative-without-kpi',
  family: 'structure',
  severity: 'note',
  words: 'The initiative "{initiative}" names no KPI that it should move.',
  *run({ strategy }) {
    for (const { id, name, kpis, state, at } of strategy.initiatives.values()) {
      if (kpis.length > 0 || isWritten(at, 'kpis') || state === 'done' || state === 'stopped') continue
      yield { subject: { kind: 'initiative', id }, span: spanOf(at), facts: { initiative: name } }
    }
  },
}
