import type { Check } from './check.ts'
import { formulaSightings } from './facts/formula-findings.ts'
import { linkSighting, unlikeLinks } from './facts/link-findings.ts'

export const unitMismatch: Check = {
  code: 'unit-mismatch',
  family: 'legality',
  severity: 'error',
  words: '{where}: {problem}.',
  *run(company) {
    yield* formulaSightings(company, 'unit-mismatch')
    for (const one of unlikeLinks(company, 'unit-mismatch')) {
      const { link, from, to } = one
      const problem = `${from.unit.name} does not become ${to.unit.name} by a link of the kind ${link.kind}`
      yield linkSighting(one, problem)
    }
  },
}
