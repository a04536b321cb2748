import { references } from '../formula/references.ts'
import type { Id, Kpi } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import type { Company } from './company.ts'
import { aggregationProblem } from './facts/aggregable.ts'
import { formulaFindings } from './facts/formula-findings.ts'

export const neverObserved: Check = {
  code: 'never-observed',
  family: 'time',
  severity: 'warning',
  words: 'The KPI "{kpi}" has never had a value{why}.',
  *run(company) {
    for (const kpi of company.strategy.kpis.values()) {
      if (!hasBegun(company, kpi) || company.actuals(kpi).some((value) => !Number.isNaN(value))) continue
      const reason = lastReason(company, kpi)
      if (reason === 'cycle' || isBroken(company, kpi.measure)) continue
      const why = whyOf(company, kpi, reason)
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: spanOf(kpi.at),
        facts: { kpi: kpi.name, why, reason },
      }
    }
  },
}

/** Whether a period to be judged has ended: one since the first target began, or any where there is no target. */
function hasBegun(company: Company, { id, targets }: Kpi): boolean {
  const grain = company.results.kpiGrain(id)
  if (!grain) return false
  const first = targets[0]?.first ?? Number.NEGATIVE_INFINITY
  const index = company.lastClosed(grain)
  const { lastDay, days } = company.results.timeline(grain)
  return index >= 0 && (lastDay[index] as number) - (days[index] as number) + 1 >= first
}

function lastReason(company: Company, { id }: Kpi): string {
  const grain = company.results.kpiGrain(id)
  const cell = grain && company.results.kpi(id, company.lastClosed(grain))
  return cell?.actual.reason ?? 'not-observed'
}

function whyOf(company: Company, kpi: Kpi, reason: string): string {
  const { formula, aggregates, grain } = company.measureOf(kpi)
  if (reason === 'not-aggregable') {
    return `: its values by the ${grain} cannot be brought to the ${company.results.kpiGrain(kpi.id)}`
  }
  if (!formula && aggregates.length === 0) return ''
  return ': what it is computed from has none, or not for the same periods'
}

/** Whether a measure, or one it is made from, cannot be computed for a reason that another check tells. */
function isBroken(company: Company, measure: Id): boolean {
  const broken = company.once('broken', () => {
    const unknown = formulaFindings(company).filter(({ diagnostic }) =>
      ['unknown-measure', 'grain-mismatch'].includes(diagnostic.code),
    )
    const illegal = [...company.strategy.measures.values()].filter(
      (one) => aggregationProblem(one, company.strategy) !== undefined,
    )
    return new Set([...unknown.map((one) => one.measure.id), ...illegal.map(({ id }) => id)])
  })
  const inputs = new Set([measure])
  for (const id of inputs) {
    if (broken.has(id)) return true
    const { formula, aggregates = [] } = company.strategy.measures.get(id) ?? {}
    for (const input of aggregates) inputs.add(input)
    if (formula) for (const input of references(formula)) inputs.add(input.id)
  }
  return false
}
