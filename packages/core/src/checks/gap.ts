import type { Check } from './check.ts'
import { looserParts } from './facts/looser.ts'
import { reconciledAs, unevenSighting } from './facts/reconciled.ts'

export const gap: Check = {
  code: 'gap',
  family: 'arithmetic',
  severity: 'error',
  words:
    'The KPIs that contribute to "{parent}" make {produced} in {period}, but {wanted} is wanted. {gap} is lacking.',
  *run(company) {
    for (const found of reconciledAs(company, 'gap')) {
      if (looserParts(company, found).length === 0) yield unevenSighting(company, found, found.gap)
    }
  },
}
