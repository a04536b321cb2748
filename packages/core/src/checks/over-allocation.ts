import type { Check } from './check.ts'
import { doubledAmounts } from './doubled.ts'
import { openReconciliations, unevenSighting } from './reconciled.ts'

export const overAllocation: Check = {
  code: 'over-allocation',
  family: 'arithmetic',
  severity: 'warning',
  words:
    'The KPIs that contribute to "{parent}" promise {produced} in {period}, {gap} more than the {wanted} that is wanted.',
  *run(company) {
    const doubled = new Set(doubledAmounts(company).map(({ parent }) => parent))
    for (const found of openReconciliations(company)) {
      if (found.verdict !== 'over-allocated' || doubled.has(found.parent)) continue
      yield unevenSighting(company, found, -found.gap)
    }
  },
}
