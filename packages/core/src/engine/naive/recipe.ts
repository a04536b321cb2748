import type { Formula } from '../../formula/ast.ts'
import { references } from '../../formula/references.ts'
import { currenciesOf } from '../../formula/resolve.ts'
import type { Reason } from '../../quantity/missing.ts'
import type { Id, Measure, MissingPolicy, Strategy } from '../../strategy/model.ts'
import type { Grain } from '../../time/grain.ts'
import { isFiner } from '../../time/grain.ts'

/** A part of `aggregates`, by the names of the series its numbers come from. */
export type NamedPart = {
  readonly value: string
  readonly denominator: string | undefined
  readonly weight: string | undefined
}

/** How the values of a series at a grain come about. */
export type Recipe =
  | { readonly kind: 'observed'; readonly carryDays: number }
  | { readonly kind: 'formula'; readonly formula: Formula }
  | { readonly kind: 'parts'; readonly parts: readonly NamedPart[]; readonly policy: MissingPolicy }
  | { readonly kind: 'periods'; readonly rule: 'sum' | 'last' | 'mean' | 'min' | 'max'; readonly of: Grain }
  | { readonly kind: 'rate'; readonly from: string; readonly to: string }
  | { readonly kind: 'missing'; readonly reason: Reason }

/**
 * The recipes of a strategy: of measures by their ids, of exchange rates by ids such as `USD>EUR`, and of the two sides
 * of a measure's division by `id.numerator` and `id.denominator`.
 */
export class Recipes {
  readonly #strategy: Strategy
  readonly #known = new Map<string, Recipe>()
  readonly #sides = new Map<string, Formula>()

  constructor(strategy: Strategy) {
    this.#strategy = strategy
  }

  of(name: string, grain: Grain): Recipe {
    const key = `${name}|${grain}`
    let recipe = this.#known.get(key)
    if (!recipe) {
      recipe = this.#isInCircle(name, grain) ? { kind: 'missing', reason: 'cycle' } : this.#plain(name, grain)
      this.#known.set(key, recipe)
    }
    return recipe
  }

  #plain(name: string, grain: Grain): Recipe {
    const currencies = currenciesOf(name)
    if (currencies) return { kind: 'rate', from: currencies[0], to: currencies[1] }
    const side = this.#sides.get(name)
    if (side) return { kind: 'formula', formula: side }
    const measure = this.#strategy.measures.get(name)
    return measure ? this.#ofMeasure(measure, grain) : { kind: 'missing', reason: 'not-observed' }
  }

  /** Rules A1 to A8. */
  #ofMeasure(measure: Measure, grain: Grain): Recipe {
    if (isFiner(grain, measure.grain)) return { kind: 'missing', reason: 'not-aggregable' }
    const isLonger = grain !== measure.grain
    if (isLonger && measure.kind !== 'ratio') {
      const rule = measure.overTime
      if (rule === undefined || rule === 'parts') return { kind: 'missing', reason: 'not-aggregable' }
      return { kind: 'periods', rule, of: measure.grain }
    }
    if (measure.formula) return { kind: 'formula', formula: measure.formula }
    if (measure.aggregates.length > 0) return this.#ofParts(measure)
    if (isLonger) return { kind: 'missing', reason: 'not-aggregable' }
    return { kind: 'observed', carryDays: measure.carryDays }
  }

  #ofParts(whole: Measure): Recipe {
    const parts: NamedPart[] = []
    for (const [place, id] of whole.aggregates.entries()) {
      const part = this.#part(whole, id, whole.weightBy[place])
      if (!part) return { kind: 'missing', reason: 'not-aggregable' }
      parts.push(part)
    }
    return { kind: 'parts', parts, policy: whole.missing }
  }

  #part(whole: Measure, id: Id, weight: Id | undefined): NamedPart | undefined {
    const part = this.#strategy.measures.get(id)
    if (!part || part.kind !== whole.kind || part.unit.dimension !== whole.unit.dimension) return undefined
    const isMean = whole.kind === 'ratio' || whole.kind === 'index'
    if (isMean && weight !== undefined) return { value: id, denominator: undefined, weight }
    const isSum = whole.kind === 'flow' || whole.kind === 'stock'
    if (isSum) return { value: id, denominator: undefined, weight: undefined }
    const { formula } = part
    if (whole.kind !== 'ratio' || formula?.kind !== 'binary' || formula.op !== '/') return undefined
    return {
      value: this.#side(`${id}.numerator`, formula.left),
      denominator: this.#side(`${id}.denominator`, formula.right),
      weight: undefined,
    }
  }

  #side(name: string, formula: Formula): string {
    if (formula.kind === 'measure') return formula.id
    this.#sides.set(name, formula)
    return name
  }

  /** Whether a value would rest on itself in the same period. */
  #isInCircle(name: string, grain: Grain): boolean {
    const seen = new Set<string>()
    const open: [string, Grain][] = this.#below(name, grain)
    for (const [below, at] of open) {
      if (below === name && at === grain) return true
      const key = `${below}|${at}`
      if (!seen.has(key)) open.push(...this.#below(below, at))
      seen.add(key)
    }
    return false
  }

  /** What a series is made from in the same period. */
  #below(name: string, grain: Grain): [string, Grain][] {
    const recipe = this.#plain(name, grain)
    switch (recipe.kind) {
      case 'formula':
        return references(recipe.formula).flatMap(({ id, lagged }) => (lagged ? [] : [[id, grain]]))
      case 'parts':
        return recipe.parts.flatMap(({ value, denominator, weight }) =>
          [value, denominator, weight].flatMap((one): [string, Grain][] => (one ? [[one, grain]] : [])),
        )
      case 'periods':
        return [[name, recipe.of]]
      default:
        return []
    }
  }
}
