import type { Formula } from '../formula/ast.ts'
import { references } from '../formula/references.ts'
import { currenciesOf } from '../formula/resolve.ts'
import { componentsInOrder } from '../graph/order.ts'
import type { Reason } from '../quantity/missing.ts'
import type { Id, Measure, MissingPolicy, Strategy } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'

/** One row of values: a measure at a grain, or an exchange rate, and how it is made. */
export type Series = {
  readonly index: number
  readonly name: string
  readonly grain: Grain
  readonly measure: Measure | undefined
  how: Making
  /** Whether values can be older than their period, or made from incomplete parts. */
  aged: boolean
  partial: boolean
}

export type Making =
  | { readonly kind: 'observed' }
  | { readonly kind: 'formula'; readonly formula: Formula; readonly inputs: ReadonlyMap<Id, number> }
  | { readonly kind: 'aggregate'; readonly parts: readonly Part[]; readonly policy: MissingPolicy }
  | {
      readonly kind: 'resample'
      readonly from: number
      readonly rule: 'sum' | 'last' | 'mean' | 'min' | 'max'
    }
  | { readonly kind: 'rate'; readonly from: string; readonly to: string }
  | { readonly kind: 'refused'; readonly reason: Reason }

/** A part of an aggregate: its value, or numerator and denominator; and its weight. All are series. */
export type Part = {
  readonly value: number
  readonly denominator: number
  readonly weight: number
}

export const none = -1

const observed: Making = { kind: 'observed' }

/** The rows that are needed, each after those it is made from; `blocks` are to be computed period by period. */
export type SeriesPlan = {
  readonly series: readonly Series[]
  readonly order: readonly (readonly number[])[]
}

/** Plans rows on demand; `plan` puts them in order. */
export class Planner {
  readonly #strategy: Strategy
  readonly #series: Series[] = []
  readonly #byKey = new Map<string, number>()

  constructor(strategy: Strategy) {
    this.#strategy = strategy
  }

  /** The places of the rows planned so far, by `id|grain`. */
  get indexes(): ReadonlyMap<string, number> {
    return this.#byKey
  }

  /** The row of a measure at a grain, planned with everything below it. */
  need(id: Id, grain: Grain): number {
    const currencies = currenciesOf(id)
    if (currencies) return this.#needRate(...currencies, grain)
    const key = `${id}|${grain}`
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const measure = this.#strategy.measures.get(id)
    const index = this.#add(id, grain, measure)
    this.#byKey.set(key, index)
    const series = this.#series[index] as Series
    series.how = measure ? this.#making(measure, grain, series) : { kind: 'refused', reason: 'not-observed' }
    return index
  }

  #needRate(from: string, to: string, grain: Grain): number {
    const key = `${from}>${to}|${grain}`
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const index = this.#add(key, grain, undefined)
    this.#byKey.set(key, index)
    ;(this.#series[index] as Series).how = { kind: 'rate', from, to }
    return index
  }

  #add(name: string, grain: Grain, measure: Measure | undefined): number {
    const index = this.#series.length
    const how: Making = { kind: 'refused', reason: 'not-observed' }
    this.#series.push({ index, name, grain, measure, how, aged: false, partial: false })
    return index
  }

  #making(measure: Measure, grain: Grain, series: Series): Making {
    if (isFiner(grain, measure.grain)) return { kind: 'refused', reason: 'not-aggregable' }
    const isOwnGrain = grain === measure.grain
    if (measure.kind === 'ratio') {
      if (measure.formula) return this.#formula(measure.formula, grain)
      if (measure.aggregates.length > 0) return this.#aggregate(measure, grain)
      return isOwnGrain ? this.#observed(series) : { kind: 'refused', reason: 'not-aggregable' }
    }
    if (isOwnGrain) {
      if (measure.formula) return this.#formula(measure.formula, grain)
      if (measure.aggregates.length > 0) return this.#aggregate(measure, grain)
      return this.#observed(series)
    }
    const rule = measure.overTime
    if (rule === undefined || rule === 'parts') return { kind: 'refused', reason: 'not-aggregable' }
    return { kind: 'resample', from: this.need(measure.id, measure.grain), rule }
  }

  #observed(series: Series): Making {
    series.aged = (series.measure?.carryDays ?? 0) > 0
    return observed
  }

  #formula(formula: Formula, grain: Grain): Making {
    const inputs = new Map<Id, number>()
    for (const { id } of references(formula)) if (!inputs.has(id)) inputs.set(id, this.need(id, grain))
    return { kind: 'formula', formula, inputs }
  }

  /** Rule A8. */
  #aggregate(measure: Measure, grain: Grain): Making {
    const parts: Part[] = []
    for (const [place, id] of measure.aggregates.entries()) {
      const part = this.#part(measure, id, measure.weightBy[place], grain)
      if (!part) return { kind: 'refused', reason: 'not-aggregable' }
      parts.push(part)
    }
    return { kind: 'aggregate', parts, policy: measure.missing }
  }

  #part(whole: Measure, id: Id, weight: Id | undefined, grain: Grain): Part | undefined {
    const part = this.#strategy.measures.get(id)
    if (!part || part.kind !== whole.kind || part.unit.dimension !== whole.unit.dimension) return undefined
    if (weight !== undefined && (whole.kind === 'ratio' || whole.kind === 'index')) {
      return { value: this.need(id, grain), denominator: none, weight: this.need(weight, grain) }
    }
    if (whole.kind === 'flow' || whole.kind === 'stock') {
      return { value: this.need(id, grain), denominator: none, weight: none }
    }
    if (whole.kind !== 'ratio' || part.formula?.kind !== 'binary' || part.formula.op !== '/') return undefined
    return {
      value: this.#piece(`${id}.numerator`, part.formula.left, grain),
      denominator: this.#piece(`${id}.denominator`, part.formula.right, grain),
      weight: none,
    }
  }

  /** A row for one side of a division. */
  #piece(name: string, formula: Formula, grain: Grain): number {
    if (formula.kind === 'measure') return this.need(formula.id, grain)
    const key = `${name}|${grain}`
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const index = this.#add(name, grain, undefined)
    this.#byKey.set(key, index)
    ;(this.#series[index] as Series).how = this.#formula(formula, grain)
    return index
  }

  /** Orders the rows; a circle without a lag is refused, one with a lag becomes a block. */
  plan(): SeriesPlan {
    const direct = this.#series.map((series) => dependenciesOf(series, false))
    for (const component of componentsInOrder(direct.length, (node) => direct[node] as number[])) {
      const first = component[0] as number
      const isCycle = component.length > 1 || (direct[first] as number[]).includes(first)
      if (!isCycle) continue
      for (const member of component)
        (this.#series[member] as Series).how = { kind: 'refused', reason: 'cycle' }
    }
    const all = this.#series.map((series) => dependenciesOf(series, true))
    const components = componentsInOrder(all.length, (node) => all[node] as number[])
    const order = components.map((block) => (block.length === 1 ? block : this.#withinPeriod(block, direct)))
    for (const block of order) this.#markBlock(block, all)
    return { series: this.#series, order }
  }

  /** The order of a block's rows within one period: by their dependencies without a lag. */
  #withinPeriod(block: readonly number[], direct: readonly number[][]): readonly number[] {
    const place = new Map(block.map((member, at) => [member, at]))
    const local = block.map((member) =>
      (direct[member] as number[]).flatMap((target) => place.get(target) ?? []),
    )
    return componentsInOrder(block.length, (node) => local[node] as number[]).flatMap((component) =>
      component.map((at) => block[at] as number),
    )
  }

  #markBlock(block: readonly number[], all: readonly number[][]): void {
    const inputs = block
      .flatMap((member) => all[member] as number[])
      .map((input) => this.#series[input] as Series)
    const members = block.map((member) => this.#series[member] as Series)
    const both = [...inputs, ...members]
    const aged = both.some((series) => series.aged || isCarried(series))
    const partial = both.some((series) => series.partial || isIncomplete(series))
    for (const member of members) {
      member.aged = aged
      member.partial = partial
    }
  }
}

function isCarried(series: Series): boolean {
  return series.how.kind === 'aggregate' && series.how.policy === 'carry-forward'
}

function isIncomplete(series: Series): boolean {
  return series.how.kind === 'aggregate' && series.how.policy !== 'unknown'
}

/** The rows a row is made from; without lagged ones on request. */
export function dependenciesOf(series: Series, withLagged: boolean): number[] {
  const { how } = series
  switch (how.kind) {
    case 'resample':
      return [how.from]
    case 'aggregate':
      return how.parts.flatMap(({ value, denominator, weight }) =>
        [value, denominator, weight].filter((index) => index !== none),
      )
    case 'formula': {
      const found = new Set<number>()
      for (const { id, lagged } of references(how.formula)) {
        const input = how.inputs.get(id)
        if (input !== undefined && (withLagged || !lagged)) found.add(input)
      }
      return [...found]
    }
    default:
      return []
  }
}
