import type { Formula } from '../../formula/ast.ts'
import { references } from '../../formula/references.ts'
import { targetIn } from '../../reconcile/period-target.ts'
import type { Id, Kpi, Measure } from '../../strategy/model.ts'
import { isFiner } from '../../time/grain.ts'
import type { Period } from '../../time/period.ts'
import type { Company } from '../company.ts'
import type { Interval } from './interval.ts'
import { intervalOf } from './interval.ts'

/**
 * Every value that a measure's formula can take in a period while each of its inputs lies between baseline and target,
 * or within its bounds; undefined where an input has neither, or where the period cannot be judged as a whole.
 */
export function reachableIn(company: Company, measure: Measure, period: Period): Interval | undefined {
  return new Reach(company, period).made(measure)
}

class Reach {
  readonly #company: Company
  readonly #period: Period
  readonly #passed = new Set<Id>()

  constructor(company: Company, period: Period) {
    this.#company = company
    this.#period = period
  }

  made(measure: Measure): Interval | undefined {
    const { formula, id } = measure
    if (!formula || this.#passed.has(id) || !this.#isWhole(measure, formula)) return undefined
    this.#passed.add(id)
    const { calendar } = this.#company.strategy.organisation
    const { grain, ordinal } = this.#period
    const days = calendar.end(grain, ordinal) - calendar.start(grain, ordinal) + 1
    const interval = intervalOf(formula, (input) => this.#input(input), days)
    this.#passed.delete(id)
    return interval
  }

  /** Whether the formula holds for the whole period, not only for each shorter one of it (rules A3 to A5). */
  #isWhole({ grain, kind }: Measure, formula: Formula): boolean {
    if (grain === this.#period.grain) return true
    if (isFiner(this.#period.grain, grain)) return false
    const inputs = references(formula).map(({ id }) => this.#company.strategy.measures.get(id))
    const are = (allowed: (input: Measure) => boolean) =>
      inputs.every((input) => input !== undefined && allowed(input))
    const isLast = ({ kind: input, overTime }: Measure) => input === 'stock' && overTime === 'last'
    if (kind === 'ratio') return are((input) => input.kind === 'flow' || isLast(input))
    if (kind === 'flow') return are((input) => input.kind === 'flow') && isLinear(formula)
    return kind === 'stock' && are(isLast)
  }

  #input(id: Id): Interval | undefined {
    const measure = this.#company.strategy.measures.get(id)
    if (!measure) return undefined
    const { min, max } = this.#bounds(measure)
    const wanted = this.#wanted(measure)
    if (wanted)
      return { low: finiteOr(min, wanted.low, Math.min), high: finiteOr(max, wanted.high, Math.max) }
    if (Number.isFinite(min) && Number.isFinite(max)) return { low: min, high: max }
    return measure.aggregates.length > 0 ? this.#added(measure) : this.made(measure)
  }

  /** From the baseline to the target of every KPI on the measure. */
  #wanted(measure: Measure): Interval | undefined {
    const values: number[] = []
    for (const kpi of this.#company.kpisOn(measure.id)) {
      const ends = this.#ends(kpi)
      if (!ends) return undefined
      values.push(...ends)
    }
    return values.length === 0 ? undefined : { low: Math.min(...values), high: Math.max(...values) }
  }

  #ends({ id }: Kpi): readonly number[] | undefined {
    const { results } = this.#company
    const { value, base } = targetIn(results, id, this.#period)
    return Number.isFinite(value) && Number.isFinite(base) ? [value, base] : undefined
  }

  #bounds({ bounds, kind, grain }: Measure): { readonly min: number; readonly max: number } {
    if (kind !== 'flow' || isFiner(this.#period.grain, grain)) return bounds
    const { calendar } = this.#company.strategy.organisation
    const [first, last] = calendar.range(this.#period.grain, this.#period.ordinal, grain)
    const count = last - first + 1
    return { min: bounds.min * count, max: bounds.max * count }
  }

  #added({ aggregates, kind, id }: Measure): Interval | undefined {
    if ((kind !== 'flow' && kind !== 'stock') || this.#passed.has(id)) return undefined
    this.#passed.add(id)
    const parts = aggregates.map((part) => this.#input(part))
    this.#passed.delete(id)
    let sum: Interval | undefined = { low: 0, high: 0 }
    for (const part of parts) sum = sum && part && { low: sum.low + part.low, high: sum.high + part.high }
    return sum
  }
}

/** A bound that is declared widens the interval. */
function finiteOr(bound: number, value: number, choose: (a: number, b: number) => number): number {
  return Number.isFinite(bound) ? choose(bound, value) : value
}

/** Whether a sum over shorter periods may be taken before the formula or after it. */
function isLinear(formula: Formula): boolean {
  switch (formula.kind) {
    case 'measure':
      return true
    case 'unary':
      return formula.op === '-' && isLinear(formula.operand)
    case 'binary': {
      const { op, left, right } = formula
      if (op === '+' || op === '-') return isLinear(left) && isLinear(right)
      if (op === '*') return (isNumber(left) && isLinear(right)) || (isLinear(left) && isNumber(right))
      return op === '/' && isLinear(left) && isNumber(right)
    }
    case 'call':
      return formula.name === 'sum' && formula.args.every(isLinear)
    default:
      return false
  }
}

function isNumber({ kind }: Formula): boolean {
  return kind === 'number'
}
