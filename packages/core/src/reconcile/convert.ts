import type { Results } from '../engine/results.ts'
import { isCurrencyCode } from '../quantity/number.ts'
import type { Unit } from '../quantity/unit.ts'
import { divideUnits, multiplyUnits, one } from '../quantity/unit.ts'
import { rateOn } from '../series/rates.ts'
import type { Contribution, ContributionKind } from '../strategy/model.ts'
import type { Period } from '../time/period.ts'

/** A factor, or why there is none. */
export type Conversion = number | 'unit-mismatch' | 'rate-missing'

/**
 * The factor from a child's unit to what its link asks for (rules C8, C12). `links` are all links to the same parent:
 * a numerator is judged with the denominators, factors are judged together and told of the first.
 */
export function conversionOf(
  results: Results,
  link: Contribution,
  links: readonly Contribution[],
  period: Period,
): Conversion {
  const child = unitOf(results, link.from)
  const parent = unitOf(results, link.to)
  if (!child || !parent) return 'unit-mismatch'
  switch (link.kind) {
    case 'share':
      return between(results, multiplyUnits(child, link.shareUnit ?? one), parent, period)
    case 'mean':
    case 'min':
    case 'max':
      return between(results, child, parent, period)
    case 'numerator': {
      const [under] = unitsOf(results, links, 'denominator')
      return under ? between(results, child, multiplyUnits(parent, under), period) : 1
    }
    case 'denominator':
      return between(results, child, unitsOf(results, links, 'denominator')[0] ?? child, period)
    case 'factor': {
      if (firstOf(links, 'factor') !== link) return 1
      const product = unitsOf(results, links, 'factor').reduce(multiplyUnits, one)
      return between(results, product, parent, period)
    }
    default:
      return 1
  }
}

function firstOf(links: readonly Contribution[], kind: ContributionKind): Contribution | undefined {
  return inOrder(links).find((link) => link.kind === kind)
}

/** The units of the children of a kind, in the order of their ids. */
function unitsOf(results: Results, links: readonly Contribution[], kind: ContributionKind): readonly Unit[] {
  return inOrder(links).flatMap((link) => (link.kind === kind ? (unitOf(results, link.from) ?? []) : []))
}

/** Links in an order that no order of files changes. */
export function inOrder(links: readonly Contribution[]): readonly Contribution[] {
  return [...links].sort((a, b) => compareText(a.from, b.from) || compareText(a.kind, b.kind))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function unitOf(results: Results, kpi: string): Unit | undefined {
  const measure = results.strategy.kpis.get(kpi)?.measure
  return measure === undefined ? undefined : results.strategy.measures.get(measure)?.unit
}

/** The factor from one unit to another, which may differ in the currency: at the rate of the period's last day. */
export function between(results: Results, from: Unit, to: Unit, period: Period): Conversion {
  if (from.dimension === to.dimension) return 1
  const { organisation, currencies } = results.strategy
  const isCurrency = (base: string) =>
    base === organisation.currency || currencies.has(base) || isCurrencyCode(base)
  const day = organisation.calendar.end(period.grain, period.ordinal)
  for (const source of basesOf(from).filter(isCurrency)) {
    for (const target of basesOf(to).filter(isCurrency)) {
      const rate = rateOn({ organisation, currencies }, source, target, day)
      const exchanged = Number.isNaN(rate) ? 'rate-missing' : rate
      const change = divideUnits(plain(target), plain(source))
      if (multiplyUnits(from, change).dimension === to.dimension) return exchanged
      if (divideUnits(from, change).dimension === to.dimension) {
        return typeof exchanged === 'number' ? 1 / exchanged : exchanged
      }
    }
  }
  return 'unit-mismatch'
}

function plain(dimension: string): Unit {
  return { name: dimension, dimension, form: 'plain' }
}

function basesOf({ dimension }: Unit): readonly string[] {
  return dimension.split(/[*/]/)
}
