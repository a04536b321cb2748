import type { Check } from './check.ts'
import { addedLinks } from './facts/added.ts'
import { formulaSightings } from './facts/formula-findings.ts'

/** Shares that add up to 1 are a weighted mean that somebody chose; other sums of ratios mean nothing. */
export const ratioAveraged: Check = {
  code: 'ratio-averaged',
  family: 'legality',
  severity: 'error',
  words: '{where}: {problem}.',
  *run(company) {
    yield* formulaSightings(company, 'ratio-averaged')
    for (const { first, links, sighting } of addedLinks(company, 'ratio')) {
      const shares = links.reduce((sum, { share }) => sum + share, 0)
      if (first.of === 'change' || Math.abs(shares - 1) < 1e-9) continue
      yield sighting(
        `${links.length} ratios are added up, although 9 of 10 and 500 of 1000 are not 140 %. Link their numerators and denominators, or give them weights`,
      )
    }
  },
}
