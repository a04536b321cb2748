import type { Formula } from '../formula/ast.ts'
import { visitMeasures } from '../formula/references.ts'
import { currenciesOf } from '../formula/resolve.ts'
import type { Components } from '../graph/order.ts'
import { orderComponents } from '../graph/order.ts'
import type { Reason } from '../quantity/missing.ts'
import type { Id, Measure, MissingPolicy, Strategy } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import { PlaceIndex } from './place-index.ts'

/** One row of values: a measure at a grain, or an exchange rate, and how it is made. */
export type Series = {
  readonly index: number
  readonly name: string
  readonly grain: Grain
  readonly measure: Measure | undefined
  how: Making
  /** The rows it is made from, as often as they are named; and those of them that are read in the same period. */
  inputs: readonly number[]
  direct: readonly number[]
  /** Whether values can be older than their period, or made from incomplete parts. */
  aged: boolean
  partial: boolean
}

export type Making =
  | { readonly kind: 'observed' }
  /** The inputs of the row are in the order of the references of the formula. */
  | { readonly kind: 'formula'; readonly formula: Formula }
  | { readonly kind: 'aggregate'; readonly parts: readonly Part[]; readonly policy: MissingPolicy }
  | {
      readonly kind: 'resample'
      readonly from: number
      readonly rule: 'sum' | 'last' | 'mean' | 'min' | 'max'
    }
  | { readonly kind: 'rate'; readonly from: string; readonly to: string }
  | Refused

export type Refused = { readonly kind: 'refused'; readonly reason: Reason }

/** A part of an aggregate: its value, or numerator and denominator; and its weight. All are series. */
export type Part = {
  readonly value: number
  readonly denominator: number
  readonly weight: number
}

export const none = -1

const observed: Making = { kind: 'observed' }
const notYet: Making = { kind: 'refused', reason: 'not-observed' }
const notAggregable: Making = { kind: 'refused', reason: 'not-aggregable' }
const nothing: readonly number[] = []

/**
 * The rows that are needed, and their order: block i is `blocks.members` from `blocks.starts[i]` to the next start, and
 * comes after all it is made from. A block of several rows is computed period by period.
 */
export type SeriesPlan = {
  readonly series: readonly Series[]
  readonly blocks: Components
}

/** Plans rows on demand; `plan` puts them in order. */
export class Planner {
  readonly #strategy: Strategy
  readonly #series: Series[] = []
  /** The places of the rows planned so far. */
  readonly indexes = new PlaceIndex<Grain>()
  #hasLags = false
  #hasCircles = false
  /** The rows that read themselves in the same period. */
  readonly #selfReading: Series[] = []
  /** Whether any row can be aged or partial. */
  #hasLoose = false

  constructor(strategy: Strategy) {
    this.#strategy = strategy
  }

  /** The row of a measure at a grain, planned with everything below it. */
  need(id: Id, grain: Grain): number {
    const known = this.indexes.get(grain, id)
    if (known !== undefined) return known
    const measure = this.#strategy.measures.get(id)
    const currencies = measure ? undefined : currenciesOf(id)
    if (currencies) return this.#needRate(id, ...currencies, grain)
    const series = this.#add(id, grain, measure)
    if (measure) this.#make(series, measure)
    return series.index
  }

  #needRate(id: Id, from: string, to: string, grain: Grain): number {
    const series = this.#add(id, grain, undefined)
    series.how = { kind: 'rate', from, to }
    return series.index
  }

  #add(name: string, grain: Grain, measure: Measure | undefined): Series {
    const index = this.#series.length
    const series: Series = {
      index,
      name,
      grain,
      measure,
      how: notYet,
      inputs: nothing,
      direct: nothing,
      aged: false,
      partial: false,
    }
    this.#series.push(series)
    this.indexes.set(grain, name, index)
    return series
  }

  #make(series: Series, measure: Measure): void {
    const { grain } = series
    const isOwnGrain = grain === measure.grain
    if (isFiner(grain, measure.grain)) series.how = notAggregable
    else if (isOwnGrain || measure.kind === 'ratio') {
      if (measure.formula) this.#makeByFormula(series, measure.formula)
      else if (measure.aggregates.length > 0) this.#makeByParts(series, measure)
      else if (isOwnGrain) this.#makeObserved(series, measure)
      else series.how = notAggregable
    } else this.#makeByResampling(series, measure)
  }

  #makeObserved(series: Series, measure: Measure): void {
    series.how = observed
    series.aged = measure.carryDays > 0
    this.#hasLoose ||= series.aged
  }

  #makeByResampling(series: Series, { id, grain, overTime: rule }: Measure): void {
    if (rule === undefined || rule === 'parts') {
      series.how = notAggregable
      return
    }
    const from = this.need(id, grain)
    series.how = { kind: 'resample', from, rule }
    series.inputs = [from]
    series.direct = series.inputs
  }

  #makeByFormula(series: Series, formula: Formula): void {
    const inputs: number[] = []
    const direct: number[] = []
    visitMeasures(formula, ({ id }, lagged) => {
      const input = this.need(id, series.grain)
      inputs.push(input)
      if (!lagged) direct.push(input)
    })
    series.how = { kind: 'formula', formula }
    series.inputs = inputs
    const hasLags = direct.length < inputs.length
    series.direct = hasLags ? direct : inputs
    this.#hasLags ||= hasLags
    if (series.direct.includes(series.index)) this.#selfReading.push(series)
  }

  /** Rule A8. */
  #makeByParts(series: Series, measure: Measure): void {
    const parts: Part[] = []
    for (const [place, id] of measure.aggregates.entries()) {
      const part = this.#part(measure, id, measure.weightBy[place], series.grain)
      if (!part) {
        series.how = notAggregable
        return
      }
      parts.push(part)
    }
    series.how = { kind: 'aggregate', parts, policy: measure.missing }
    this.#hasLoose ||= measure.missing !== 'unknown'
    series.inputs = parts.flatMap(({ value, denominator, weight }) =>
      [value, denominator, weight].filter((index) => index !== none),
    )
    series.direct = series.inputs
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
    const known = this.indexes.get(grain, name)
    if (known !== undefined) return known
    const series = this.#add(name, grain, undefined)
    this.#makeByFormula(series, formula)
    return series.index
  }

  /** Orders the rows; a circle without a lag is refused, one with a lag becomes a block. */
  plan(): SeriesPlan {
    const series = this.#series
    const order = orderComponents(series.length, (index) => (series[index] as Series).direct)
    this.#refuseCircles(order)
    const blocks =
      this.#hasLags || this.#hasCircles
        ? orderComponents(series.length, (index) => (series[index] as Series).inputs)
        : order
    if (blocks.count < series.length) this.#orderWithinPeriods(blocks)
    if (this.#hasLoose) for (let at = 0; at < blocks.count; at++) this.#markBlock(blocks, at)
    return { series, blocks }
  }

  #refuseCircles({ count, members, starts }: Components): void {
    for (const series of this.#selfReading) refuse(series)
    this.#hasCircles = count < this.#series.length || this.#selfReading.length > 0
    if (count === this.#series.length) return
    for (let at = 0; at < count; at++) {
      const from = starts[at] as number
      const to = starts[at + 1] as number
      if (to - from === 1) continue
      for (let place = from; place < to; place++) refuse(this.#series[members[place] as number] as Series)
    }
  }

  #orderWithinPeriods({ count, members, starts }: Components): void {
    for (let at = 0; at < count; at++) {
      const block = members.subarray(starts[at], starts[at + 1])
      if (block.length > 1) this.#orderWithinPeriod(block)
    }
  }

  /** Orders a block's rows within one period: by what they read without a lag. */
  #orderWithinPeriod(block: Int32Array): void {
    const before = [...block]
    const place = new Map(before.map((member, at) => [member, at]))
    const local = before.map((member) =>
      (this.#series[member] as Series).direct.flatMap((input) => place.get(input) ?? []),
    )
    const { members } = orderComponents(block.length, (node) => local[node] as number[])
    block.set(Array.from(members, (at) => before[at] as number))
  }

  /** A row is aged or partial if it, or anything it is made from, is. */
  #markBlock({ members, starts }: Components, block: number): void {
    const from = starts[block] as number
    const to = starts[block + 1] as number
    let aged = false
    let partial = false
    const look = (index: number): void => {
      const series = this.#series[index] as Series
      aged ||= series.aged || isCarried(series)
      partial ||= series.partial || isIncomplete(series)
    }
    for (let at = from; at < to; at++) {
      look(members[at] as number)
      for (const input of (this.#series[members[at] as number] as Series).inputs) look(input)
    }
    if (!aged && !partial) return
    for (let at = from; at < to; at++) {
      const series = this.#series[members[at] as number] as Series
      series.aged = aged
      series.partial = partial
    }
  }
}

function refuse(series: Series): void {
  series.how = { kind: 'refused', reason: 'cycle' }
  series.inputs = nothing
  series.direct = nothing
}

function isCarried(series: Series): boolean {
  return series.how.kind === 'aggregate' && series.how.policy === 'carry-forward'
}

function isIncomplete(series: Series): boolean {
  return series.how.kind === 'aggregate' && series.how.policy !== 'unknown'
}
