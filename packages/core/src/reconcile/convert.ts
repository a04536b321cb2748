import type { Results } from '../engine/results.ts'
import type { Unit } from '../quantity/unit.ts'
import { divideUnits, multiplyUnits, one } from '../quantity/unit.ts'
import { rateOn } from '../series/rates.ts'
import type { Contribution } from '../strategy/model.ts'
import type { Period } from '../time/period.ts'

/** The factor from a child's unit to what its link asks for, or why there is none (rules C8, C12). */
export function conversionOf(
  results: Results,
  link: Contribution,
  period: Period,
): number | 'unit-mismatch' | 'rate-missing' {
  const child = unitOf(results, link.from)
  const parent = unitOf(results, link.to)
  if (!child || !parent) return 'unit-mismatch'
  switch (link.kind) {
    case 'share':
      return between(multiplyUnits(child, link.shareUnit ?? one), parent, results, period)
    case 'mean':
    case 'min':
    case 'max':
      return between(child, parent, results, period)
    case 'numerator':
      return quotientFits(results, link, child, parent) ? 1 : 'unit-mismatch'
    default:
      return 1
  }
}

function unitOf(results: Results, kpi: string): Unit | undefined {
  const measure = results.strategy.kpis.get(kpi)?.measure
  return measure === undefined ? undefined : results.strategy.measures.get(measure)?.unit
}

function between(
  from: Unit,
  to: Unit,
  results: Results,
  period: Period,
): number | 'unit-mismatch' | 'rate-missing' {
  if (from.dimension === to.dimension) return 1
  const source = currencyOf(from)
  const target = currencyOf(to)
  const isSameOtherwise =
    source !== undefined && target !== undefined && from.dimension.replace(source, target) === to.dimension
  if (!isSameOtherwise) return 'unit-mismatch'
  const { calendar } = results.strategy.organisation
  const due = calendar.end(period.grain, period.ordinal)
  const table = { organisation: results.strategy.organisation, currencies: results.strategy.currencies }
  const rate = rateOn(table, source, target, due)
  return Number.isNaN(rate) ? 'rate-missing' : rate
}

/** The currency in a dimension, by its ISO 4217 code. */
export function currencyOf(unit: Unit): string | undefined {
  return unit.dimension.split(/[*/]/).find((base) => /^[A-Z]{3}$/.test(base))
}

/** Whether some denominator of the same parent makes the numerator's unit the parent's. */
function quotientFits(results: Results, link: Contribution, child: Unit, parent: Unit): boolean {
  const others = results.strategy.contributions.filter(
    ({ to, kind }) => to === link.to && kind === 'denominator',
  )
  return (
    others.length === 0 ||
    others.some(({ from }) => {
      const denominator = unitOf(results, from)
      return denominator && divideUnits(child, denominator).dimension === parent.dimension
    })
  )
}
