import type { Formula } from '../formula/ast.ts'
import { visitMeasures } from '../formula/references.ts'
import { currenciesOf } from '../formula/resolve.ts'
import type { Components } from '../graph/order.ts'
import { orderComponents } from '../graph/order.ts'
import type { Reason } from '../quantity/missing.ts'
import type { Id, Measure, MissingPolicy } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { SeriesIndex } from './series-index.ts'

/** How a series is made. */
export type Making =
  | { readonly kind: 'observed' }
  /** The inputs of the series are in the order of the references of the formula. */
  | { readonly kind: 'formula'; readonly formula: Formula }
  | Aggregate
  | Resample
  | Rate
  | Refused

export type Aggregate = {
  readonly kind: 'aggregate'
  readonly parts: readonly Part[]
  readonly policy: MissingPolicy
}

export type Resample = {
  readonly kind: 'resample'
  readonly from: number
  readonly rule: 'sum' | 'last' | 'mean' | 'min' | 'max'
}

export type Rate = { readonly kind: 'rate'; readonly from: string; readonly to: string }

export type Refused = { readonly kind: 'refused'; readonly reason: Reason }

/** A part of an aggregate: its value, or numerator and denominator; and its weight. All are series. */
export type Part = {
  readonly value: number
  readonly denominator: number
  readonly weight: number
}

export const none = -1

const notAggregable: Making = { kind: 'refused', reason: 'not-aggregable' }
const nothing: readonly number[] = []

/**
 * The series that are needed, in columns by their place. Block i is `blocks.members` from `blocks.starts[i]` to the next
 * start, and comes after all it is made from. A block of several series is computed period by period.
 */
export type SeriesPlan = {
  readonly count: number
  readonly index: SeriesIndex
  /** The number of the name in the index: of a measure, an exchange rate, or a side of a division. */
  readonly numbers: readonly number[]
  readonly grains: readonly Grain[]
  readonly makings: readonly Making[]
  /** The series it is made from, as often as they are named. */
  readonly inputs: readonly (readonly number[])[]
  /** 1 where values can be older than their period, or made from incomplete parts. */
  readonly aged: Uint8Array
  readonly partial: Uint8Array
  readonly blocks: Components
}

/** The measure of a series; undefined for exchange rates and sides of divisions. */
export function measureOf({ index, numbers }: SeriesPlan, series: number): Measure | undefined {
  return index.measures[numbers[series] as number]
}

/** How a series is made; `direct` are the inputs that are read in the same period. */
type Recipe = {
  readonly how: Making
  readonly inputs: readonly number[]
  readonly direct: readonly number[]
  readonly isCarried: boolean
}

const observed: Recipe = { how: { kind: 'observed' }, inputs: nothing, direct: nothing, isCarried: false }
const carried: Recipe = { ...observed, isCarried: true }
const notYet: Recipe = { ...observed, how: { kind: 'refused', reason: 'not-observed' } }
const refused: Recipe = { ...observed, how: notAggregable }
const circular: Recipe = { ...observed, how: { kind: 'refused', reason: 'cycle' } }

/** The place of a series whose inputs are being planned. */
const begun = -2

/** Plans series on demand, each after its inputs where there is no circle; `plan` puts them in order. */
export class Planner {
  readonly index: SeriesIndex
  readonly #numbers: number[] = []
  readonly #grains: Grain[] = []
  readonly #recipes: Recipe[] = []
  /** Whether a series came before one of its inputs, as in a circle one must. */
  #hasCircles = false
  /** Whether any series can be aged or partial. */
  #hasLoose = false

  constructor(index: SeriesIndex) {
    this.index = index
  }

  /** The series of a measure at a grain, planned with everything below it. */
  need(id: Id, grain: Grain): number {
    const { index } = this
    const number = index.add(id)
    return this.#planned(number, grain) ?? this.#finish(number, grain, this.#recipeOf(number, id, grain))
  }

  /** Undefined where it has to be planned, which has begun then. */
  #planned(number: number, grain: Grain): number | undefined {
    const place = this.index.at(grain, number)
    if (place >= 0) return place
    if (place === begun) {
      this.#hasCircles = true
      return this.#add(number, grain, notYet)
    }
    this.index.set(grain, number, begun)
    return undefined
  }

  #add(number: number, grain: Grain, recipe: Recipe): number {
    const place = this.#recipes.push(recipe) - 1
    this.#numbers.push(number)
    this.#grains.push(grain)
    this.index.set(grain, number, place)
    return place
  }

  #finish(number: number, grain: Grain, recipe: Recipe): number {
    const place = this.index.at(grain, number)
    if (place < 0) return this.#add(number, grain, recipe)
    this.#recipes[place] = recipe
    return place
  }

  #recipeOf(number: number, id: Id, grain: Grain): Recipe {
    const measure = this.index.measures[number]
    if (!measure) {
      const currencies = currenciesOf(id)
      return currencies
        ? { ...observed, how: { kind: 'rate', from: currencies[0], to: currencies[1] } }
        : notYet
    }
    const isOwnGrain = grain === measure.grain
    if (!isOwnGrain && isFiner(grain, measure.grain)) return refused
    if (!isOwnGrain && measure.kind !== 'ratio') return this.#byResampling(measure)
    if (measure.formula) return this.#byFormula(measure.formula, grain)
    if (measure.aggregates.length > 0) return this.#byParts(measure, grain)
    if (!isOwnGrain) return refused
    if (measure.carryDays <= 0) return observed
    this.#hasLoose = true
    return carried
  }

  #byResampling({ id, grain, overTime: rule }: Measure): Recipe {
    if (rule === undefined || rule === 'parts') return refused
    const from = this.need(id, grain)
    const inputs = [from]
    return { how: { kind: 'resample', from, rule }, inputs, direct: inputs, isCarried: false }
  }

  #byFormula(formula: Formula, grain: Grain): Recipe {
    const inputs: number[] = []
    const direct: number[] = []
    visitMeasures(formula, ({ id }, lagged) => {
      const input = this.need(id, grain)
      inputs.push(input)
      if (!lagged) direct.push(input)
    })
    return { how: { kind: 'formula', formula }, inputs, direct, isCarried: false }
  }

  /** Rule A8. */
  #byParts(measure: Measure, grain: Grain): Recipe {
    const parts: Part[] = []
    for (const [place, id] of measure.aggregates.entries()) {
      const part = this.#part(measure, id, measure.weightBy[place], grain)
      if (!part) return refused
      parts.push(part)
    }
    this.#hasLoose ||= measure.missing !== 'unknown'
    const inputs = parts.flatMap(({ value, denominator, weight }) =>
      [value, denominator, weight].filter((place) => place !== none),
    )
    const how: Making = { kind: 'aggregate', parts, policy: measure.missing }
    return { how, inputs, direct: inputs, isCarried: false }
  }

  #part(whole: Measure, id: Id, weight: Id | undefined, grain: Grain): Part | undefined {
    const part = this.index.measures[this.index.number(id)]
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

  /** A series for one side of a division. */
  #piece(name: string, formula: Formula, grain: Grain): number {
    if (formula.kind === 'measure') return this.need(formula.id, grain)
    const number = this.index.add(name)
    return this.#planned(number, grain) ?? this.#finish(number, grain, this.#byFormula(formula, grain))
  }

  /** Orders the series; a circle without a lag is refused, one with a lag becomes a block. */
  plan(): SeriesPlan {
    const recipes = this.#recipes
    const blocks = this.#hasCircles ? this.#orderCircles() : asPlanned(recipes.length)
    const plan: SeriesPlan = {
      count: recipes.length,
      index: this.index,
      numbers: this.#numbers,
      grains: this.#grains,
      makings: recipes.map(({ how }) => how),
      inputs: recipes.map(({ inputs }) => inputs),
      aged: new Uint8Array(recipes.length),
      partial: new Uint8Array(recipes.length),
      blocks,
    }
    if (!this.#hasLoose) return plan
    for (let place = 0; place < recipes.length; place++)
      if ((recipes[place] as Recipe).isCarried) plan.aged[place] = 1
    for (let block = 0; block < blocks.count; block++) markBlock(plan, block)
    return plan
  }

  #orderCircles(): Components {
    const recipes = this.#recipes
    const { count, members, starts } = orderComponents(
      recipes.length,
      (place) => (recipes[place] as Recipe).direct,
    )
    for (let block = 0; block < count; block++) {
      const from = starts[block] as number
      const to = starts[block + 1] as number
      const first = members[from] as number
      if (to - from === 1 && !(recipes[first] as Recipe).direct.includes(first)) continue
      for (let at = from; at < to; at++) recipes[members[at] as number] = circular
    }
    const blocks = orderComponents(recipes.length, (place) => (recipes[place] as Recipe).inputs)
    for (let block = 0; block < blocks.count; block++) {
      const inside = blocks.members.subarray(blocks.starts[block], blocks.starts[block + 1])
      if (inside.length > 1) this.#orderWithinPeriod(inside)
    }
    return blocks
  }

  /** Orders a block's series within one period: by what they read without a lag. */
  #orderWithinPeriod(block: Int32Array): void {
    const before = [...block]
    const place = new Map(before.map((member, at) => [member, at]))
    const local = before.map((member) =>
      (this.#recipes[member] as Recipe).direct.flatMap((input) => place.get(input) ?? []),
    )
    const { members } = orderComponents(block.length, (node) => local[node] as number[])
    block.set(Array.from(members, (at) => before[at] as number))
  }
}

/** Every series a block of its own, in the order in which they were planned. */
function asPlanned(count: number): Components {
  const places = new Int32Array(count + 1)
  for (let place = 0; place <= count; place++) places[place] = place
  return { count, members: places.subarray(0, count), starts: places }
}

/** A series is aged or partial if it, or anything it is made from, is. */
function markBlock({ blocks, makings, inputs, aged, partial }: SeriesPlan, block: number): void {
  const members = blocks.members.subarray(blocks.starts[block], blocks.starts[block + 1])
  let isAged = false
  let isPartial = false
  const look = (place: number): void => {
    const how = makings[place] as Making
    const policy = how.kind === 'aggregate' ? how.policy : 'unknown'
    isAged ||= aged[place] === 1 || policy === 'carry-forward'
    isPartial ||= partial[place] === 1 || policy !== 'unknown'
  }
  for (const member of members) {
    look(member)
    for (const input of inputs[member] as readonly number[]) look(input)
  }
  for (const member of members) {
    if (isAged) aged[member] = 1
    if (isPartial) partial[member] = 1
  }
}
