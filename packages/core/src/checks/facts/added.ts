import type { Kind } from '../../quantity/kind.ts'
import type { Contribution, Kpi } from '../../strategy/model.ts'
import type { Sighting } from '../check.ts'
import type { Company } from '../company.ts'
import { linkSighting } from './link-findings.ts'

type Added = {
  readonly first: Contribution
  readonly links: readonly Contribution[]
  readonly sighting: (problem: string) => Sighting
}

/** The share links of one kind of quantity that are added up in one parent, where there are several. */
export function* addedLinks(company: Company, kind: Kind): Generator<Added> {
  for (const parent of company.strategy.kpis.values()) {
    const links = company.linksTo(parent.id).filter((link) => {
      const child = company.strategy.kpis.get(link.from) as Kpi
      return link.kind === 'share' && company.measureOf(child).kind === kind
    })
    const [first] = links
    if (!first || links.length < 2) continue
    const child = company.strategy.kpis.get(first.from) as Kpi
    const ends = { link: first, child, parent, from: company.measureOf(child), to: company.measureOf(parent) }
    yield { first, links, sighting: (problem) => linkSighting(ends, problem) }
  }
}
