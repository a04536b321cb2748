import type { Check } from './check.ts'
import { formulaSightings, withCode } from './formula-findings.ts'

export const kindMismatch: Check = {
  code: 'kind-mismatch',
  family: 'legality',
  severity: 'error',
  words: '{where}: {problem}.',
  run: (company) => formulaSightings(company, withCode('kind-mismatch', 'ordinal-arithmetic')),
}
