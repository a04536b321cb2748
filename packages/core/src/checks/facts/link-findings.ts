import { conversionOf } from '../../reconcile/convert.ts'
import type { Contribution, Kpi, Measure } from '../../strategy/model.ts'
import { spanOf } from '../../strategy/shape.ts'
import type { Sighting } from '../check.ts'
import type { Company } from '../company.ts'

/** A contribution link with what stands at its two ends. */
export type Link = {
  readonly link: Contribution
  readonly child: Kpi
  readonly parent: Kpi
  readonly from: Measure
  readonly to: Measure
}

export function linksOf(company: Company): readonly Link[] {
  return company.strategy.contributions.map((link) => {
    const child = company.strategy.kpis.get(link.from) as Kpi
    const parent = company.strategy.kpis.get(link.to) as Kpi
    return { link, child, parent, from: company.measureOf(child), to: company.measureOf(parent) }
  })
}

/** A fault of a link, as a sighting of a check worded `{where}: {problem}`. */
export function linkSighting({ link, child, parent }: Link, problem: string): Sighting {
  return {
    subject: { kind: 'kpi', id: child.id },
    span: spanOf(link.at, 'to'),
    facts: { where: `Link from "${child.name}" to "${parent.name}"`, problem },
  }
}

/** The links whose amounts cannot be brought to the unit of the parent, for one reason. */
export function* unlikeLinks(company: Company, why: 'unit-mismatch' | 'rate-missing'): Generator<Link> {
  const { results, strategy } = company
  const { calendar, grain } = strategy.organisation
  const now = { grain, ordinal: calendar.ordinal(grain, company.today) }
  for (const one of linksOf(company)) {
    const period = company.targetNow(one.parent)?.period ?? now
    if (conversionOf(results, one.link, company.linksTo(one.link.to), period) === why) yield one
  }
}
