import { formatAmount, formatDifference } from '../../quantity/format.ts'
import { targetIn } from '../../reconcile/period-target.ts'
import type { Reconciliation } from '../../reconcile/reconcile.ts'
import type { Verdict } from '../../reconcile/verdict.ts'
import type { Kpi } from '../../strategy/model.ts'
import { spanOf } from '../../strategy/shape.ts'
import type { Because, Facts } from '../../text/diagnostic.ts'
import type { Sighting } from '../check.ts'
import type { Company } from '../company.ts'
import { goalSpan } from './goal.ts'

/** The reconciliations of targets that can still be changed: due today or later, with a polarity to judge by. */
export function openReconciliations(company: Company): readonly Reconciliation[] {
  return company.once('open', () =>
    company.reconciliations.filter(({ target, parent }) => {
      const { polarity } = company.measureOf(company.strategy.kpis.get(parent) as Kpi)
      return target.due >= company.today && polarity !== undefined
    }),
  )
}

/** The open ones that come out as a verdict, where more or less is better; beside a range nothing is lacking. */
export function reconciledAs(company: Company, verdict: Verdict): readonly Reconciliation[] {
  return openReconciliations(company).filter((one) => {
    const { polarity } = company.measureOf(company.strategy.kpis.get(one.parent) as Kpi)
    return one.verdict === verdict && polarity !== 'range'
  })
}

/** A reconciliation that does not come out even: `amount` is what is lacking or too much, above 0. */
export function unevenSighting(company: Company, found: Reconciliation, amount: number): Sighting {
  const kpi = company.strategy.kpis.get(found.parent) as Kpi
  const { unit } = company.measureOf(kpi)
  const facts: Facts = {
    parent: kpi.name,
    wanted: formatAmount(found.wanted, unit),
    produced: formatAmount(found.produced, unit),
    gap: formatDifference(amount, unit),
    period: company.periodName(found.period),
    unit: unit.name,
  }
  return {
    subject: { kind: 'kpi', id: kpi.id },
    span: goalSpan(company, found.target),
    facts,
    because: partsOf(company, found),
    impact: { value: amount, unit: unit.name },
  }
}

/** What each child's target adds, at the place where it is written. */
export function partsOf(company: Company, { parts, period, parent }: Reconciliation): readonly Because[] {
  const { unit } = company.measureOf(company.strategy.kpis.get(parent) as Kpi)
  return parts.map(({ link, amount, value }) => {
    const child = company.strategy.kpis.get(link.from) as Kpi
    const { target } = targetIn(company.results, child.id, period)
    const own = formatAmount(value, company.measureOf(child).unit)
    const added = Number.isNaN(amount) ? own : formatDifference(amount, unit)
    const message = Number.isNaN(value)
      ? `"${child.name}" has no target in this period`
      : Number.isNaN(amount)
        ? `"${child.name}" (${link.kind}) promises ${own}`
        : `"${child.name}" adds ${added}`
    return { span: target ? goalSpan(company, target) : spanOf(link.at, 'to'), message }
  })
}
