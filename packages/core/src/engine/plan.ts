import type { Formula } from '../formula/ast.ts'
import { references } from '../formula/references.ts'
import { currenciesOf } from '../formula/resolve.ts'
import type { Components } from '../graph/order.ts'
import { orderComponents } from '../graph/order.ts'
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
const notYet: Making = { kind: 'refused', reason: 'not-observed' }
const nothing: readonly number[] = []

/**
 * The rows that are needed, and their order: block i is `blocks.members` from `blocks.starts[i]` to the next start, and
 * comes after all it is made from. A block of several rows is computed period by period.
 */
export type SeriesPlan = {
  readonly series: readonly Series[]
  readonly blocks: Components
}

/** The places of rows, by grain and id. */
export class SeriesIndex {
  readonly #grains = new Map<Grain, Map<Id, number>>()

  get(id: Id, grain: Grain): number | undefined {
    return this.#grains.get(grain)?.get(id)
  }

  set(id: Id, grain: Grain, index: number): void {
    let ids = this.#grains.get(grain)
    if (!ids) {
      ids = new Map()
      this.#grains.set(grain, ids)
    }
    ids.set(id, index)
  }
}

/** Plans rows on demand; `plan` puts them in order. */
export class Planner {
  readonly #strategy: Strategy
  readonly #series: Series[] = []
  /** The places of the rows planned so far. */
  readonly indexes = new SeriesIndex()

  constructor(strategy: Strategy) {
    this.#strategy = strategy
  }

  /** The row of a measure at a grain, planned with everything below it. */
  need(id: Id, grain: Grain): number {
    const known = this.indexes.get(id, grain)
    if (known !== undefined) return known
    const currencies = currenciesOf(id)
    if (currencies) return this.#needRate(id, ...currencies, grain)
    const measure = this.#strategy.measures.get(id)
    const index = this.#add(id, grain, measure)
    const series = this.#series[index] as Series
    series.how = measure ? this.#making(measure, grain, series) : { kind: 'refused', reason: 'not-observed' }
    return index
  }

  #needRate(id: Id, from: string, to: string, grain: Grain): number {
    const index = this.#add(id, grain, undefined)
    ;(this.#series[index] as Series).how = { kind: 'rate', from, to }
    return index
  }

  #add(name: string, grain: Grain, measure: Measure | undefined): number {
    const index = this.#series.length
    this.#series.push({ index, name, grain, measure, how: notYet, aged: false, partial: false })
    this.indexes.set(name, grain, index)
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
    const known = this.indexes.get(name, grain)
    if (known !== undefined) return known
    const index = this.#add(name, grain, undefined)
    ;(this.#series[index] as Series).how = this.#formula(formula, grain)
    return index
  }

  /** Orders the rows; a circle without a lag is refused, one with a lag becomes a block. */
  plan(): SeriesPlan {
    const series = this.#series
    const direct = series.map((one) => dependenciesOf(one, false))
    const cycles = orderComponents(series.length, (node) => direct[node] as readonly number[])
    for (let at = 0; at < cycles.count; at++) {
      const from = cycles.starts[at] as number
      const to = cycles.starts[at + 1] as number
      const first = cycles.members[from] as number
      const isCycle = to - from > 1 || (direct[first] as readonly number[]).includes(first)
      if (!isCycle) continue
      for (let place = from; place < to; place++) {
        ;(series[cycles.members[place] as number] as Series).how = { kind: 'refused', reason: 'cycle' }
      }
    }
    const all = series.map((one) => dependenciesOf(one, true))
    const blocks = orderComponents(series.length, (node) => all[node] as readonly number[])
    for (let at = 0; at < blocks.count; at++) {
      const block = blocks.members.subarray(blocks.starts[at], blocks.starts[at + 1])
      if (block.length > 1) block.set(this.#withinPeriod([...block], direct))
      this.#markBlock(block, all)
    }
    return { series, blocks }
  }

  /** The order of a block's rows within one period: by their dependencies without a lag. */
  #withinPeriod(block: readonly number[], direct: readonly (readonly number[])[]): readonly number[] {
    const place = new Map(block.map((member, at) => [member, at]))
    const local = block.map((member) =>
      (direct[member] as readonly number[]).flatMap((target) => place.get(target) ?? []),
    )
    const { members } = orderComponents(block.length, (node) => local[node] as number[])
    return [...members].map((at) => block[at] as number)
  }

  /** A row is aged or partial if it, or anything it is made from, is. */
  #markBlock(block: Int32Array, all: readonly (readonly number[])[]): void {
    let aged = false
    let partial = false
    const look = (index: number): void => {
      const series = this.#series[index] as Series
      aged ||= series.aged || isCarried(series)
      partial ||= series.partial || isIncomplete(series)
    }
    for (const member of block) {
      look(member)
      for (const input of all[member] as readonly number[]) look(input)
    }
    if (!aged && !partial) return
    for (const member of block) {
      const series = this.#series[member] as Series
      series.aged = aged
      series.partial = partial
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
export function dependenciesOf(series: Series, withLagged: boolean): readonly number[] {
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
      return nothing
  }
}
