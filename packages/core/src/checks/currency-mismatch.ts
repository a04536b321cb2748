import type { Check } from './check.ts'
import { formulaSightings } from './facts/formula-findings.ts'
import { linkSighting, unlikeLinks } from './facts/link-findings.ts'

export const currencyMismatch: Check = {
  code: 'currency-mismatch',
  family: 'legality',
  severity: 'error',
  words: '{where}: {problem}.',
  *run(company) {
    yield* formulaSightings(company, 'currency-mismatch', 'convert-impossible')
    for (const one of unlikeLinks(company, 'rate-missing')) {
      yield linkSighting(one, `there is no exchange rate from ${one.from.unit.name} to ${one.to.unit.name}`)
    }
  },
}
