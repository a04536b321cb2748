import type { Check } from './check.ts'
import { doubledAmounts } from './facts/doubled.ts'
import { reconciledAs, unevenSighting } from './facts/reconciled.ts'

export const overAllocation: Check = {
  code: 'over-allocation',
  family: 'arithmetic',
  severity: 'warning',
  words:
    'The KPIs that contribute to "{parent}" promise {produced} in {period}, {gap} more than the {wanted} that is wanted.',
  *run(company) {
    const doubled = new Set(doubledAmounts(company).map(({ parent }) => parent))
    for (const found of reconciledAs(company, 'over-allocated')) {
      if (!doubled.has(found.parent)) yield unevenSighting(company, found, -found.gap)
    }
  },
}
