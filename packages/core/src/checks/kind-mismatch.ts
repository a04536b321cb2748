import type { Check } from './check.ts'
import { formulaSightings } from './facts/formula-findings.ts'

export const kindMismatch: Check = {
  code: 'kind-mismatch',
  family: 'legality',
  severity: 'error',
  words: '{where}: {problem}.',
  run: (company) => formulaSightings(company, 'kind-mismatch', 'ordinal-arithmetic'),
}
