import type { Check } from './check.ts'
import { looserParts } from './looser.ts'
import { openReconciliations, unevenSighting } from './reconciled.ts'

export const gap: Check = {
  code: 'gap',
  family: 'arithmetic',
  severity: 'error',
  words:
    'The KPIs that contribute to "{parent}" make {produced} in {period}, but {wanted} is wanted. {gap} is lacking.',
  *run(company) {
    for (const found of openReconciliations(company)) {
      if (found.verdict !== 'gap' || looserParts(company, found).length > 0) continue
      yield unevenSighting(company, found, found.gap)
    }
  },
}
