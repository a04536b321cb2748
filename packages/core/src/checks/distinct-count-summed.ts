import type { Check } from './check.ts'
import { addedLinks } from './facts/added.ts'
import { formulaSightings } from './facts/formula-findings.ts'

export const distinctCountSummed: Check = {
  code: 'distinct-count-summed',
  family: 'legality',
  severity: 'error',
  words: '{where}: {problem}.',
  *run(company) {
    yield* formulaSightings(company, 'distinct-count-summed')
    for (const { links, sighting } of addedLinks(company, 'distinct-count')) {
      yield sighting(`${links.length} distinct counts are added up, but who is in two of them counts once`)
    }
  },
}
