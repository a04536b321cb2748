import { diagnoser } from '../text/diagnostic.ts'
import type { Collected } from './collect.ts'
import type { ContributionItem } from './item-shapes.ts'
import type { CausalLink, Contribution, Id, Kpi, Measure, ScorecardWeights, Waiver } from './model.ts'
import type { Resolver } from './resolver.ts'
import { beginning, fraction } from './resolver.ts'
import type { Located } from './shape.ts'
import { spanOf } from './shape.ts'

const words = {
  'contribution-to-itself': 'The KPI {kpi} cannot contribute to itself.',
}
const diagnose = diagnoser(words)

type Known = {
  readonly kpis: ReadonlyMap<Id, Kpi>
  readonly measures: ReadonlyMap<Id, Measure>
}

/** The contribution links, those written with a KPI and those written apart. */
export function buildContributions(collected: Collected, known: Known, resolver: Resolver): Contribution[] {
  const links: Contribution[] = []
  const add = (from: Id | undefined, to: Located, item: ContributionItem) => {
    const parent = resolver.id(to, 'KPI', known.kpis)
    if (from === undefined || parent === undefined) return
    if (from === parent) {
      resolver.diagnostics.push(diagnose('contribution-to-itself', 'error', to.span, { kpi: from }))
      return
    }
    links.push(buildContribution(from, parent, item, known, resolver))
  }
  for (const [id, kpi] of collected.kpis) {
    if (!known.kpis.has(id)) continue
    for (const item of kpi.contributes ?? []) add(id, item.to, item)
  }
  for (const item of collected.contributions) add(resolver.id(item.from, 'KPI', known.kpis), item.to, item)
  return links
}

function buildContribution(
  from: Id,
  to: Id,
  item: ContributionItem,
  known: Known,
  resolver: Resolver,
): Contribution {
  return {
    from,
    to,
    kind: item.kind,
    share: fraction(item.share, 1),
    shareUnit: item['share-unit'] && resolver.unit(item['share-unit']),
    of: item.of ?? 'total',
    weightBy: resolver.id(item['weight-by'], 'measure', known.measures),
    elasticity: item.elasticity,
    assumption: item.assumption,
    at: item.at,
  }
}

export function buildCausalLinks(collected: Collected, known: Known, resolver: Resolver): CausalLink[] {
  const both = new Map<Id, unknown>([...collected.objectives, ...known.kpis])
  return collected.causalLinks.flatMap((item) => {
    const from = resolver.id(item.from, 'objective or KPI', both)
    const to = resolver.id(item.to, 'objective or KPI', both)
    if (from === undefined || to === undefined) return []
    return [
      {
        from,
        to,
        sign: item.sign === '-' ? (-1 as const) : (1 as const),
        lag: resolver.duration(item.lag),
        strength: item.strength,
        evidence: item.evidence,
        at: item.at,
      },
    ]
  })
}

/** The weights of the perspectives, the earliest first. */
export function buildScorecard(collected: Collected, resolver: Resolver): ScorecardWeights[] {
  const versions = collected.scorecard.map((item): ScorecardWeights => {
    const weights = new Map<Id, number>()
    for (const [id, weight] of item.weights) {
      const span = spanOf(item.at, 'weights')
      if (resolver.id({ text: id, span }, 'perspective', collected.perspectives)) weights.set(id, weight)
    }
    return { from: resolver.day(item.from) ?? beginning, weights, at: item.at }
  })
  return versions.sort((a, b) => a.from - b.from)
}

export function buildWaivers(collected: Collected, resolver: Resolver): Waiver[] {
  return collected.waivers.flatMap((item) => {
    const person = resolver.id(item.person, 'person', collected.people)
    const until = resolver.day(item.until)
    if (person === undefined || until === undefined) return []
    return [{ check: item.check.text, on: item.on.text, person, reason: item.reason, until, at: item.at }]
  })
}
