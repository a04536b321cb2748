import type { Check } from './check.ts'
import { formulaSightings } from './facts/formula-findings.ts'

export const stockSummed: Check = {
  code: 'stock-summed',
  family: 'legality',
  severity: 'error',
  words: '{where}: {problem}.',
  run: (company) => formulaSightings(company, 'stock-summed'),
}
