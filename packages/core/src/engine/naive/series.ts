import type { Observations } from '../../series/observations.ts'
import { rateOn } from '../../series/rates.ts'
import type { Strategy } from '../../strategy/model.ts'
import type { Grain } from '../../time/grain.ts'
import type { Horizon } from '../horizon.ts'
import type { MeasureCell } from '../results.ts'
import { combineParts } from './aggregate.ts'
import { cellOf, missingCell } from './cell.ts'
import { formulaCell } from './formula.ts'
import type { CountingRow } from './observed.ts'
import { countingRows } from './observed.ts'
import type { Recipe } from './recipe.ts'
import { Recipes } from './recipe.ts'

/** Values of measures, each made when asked for: rules A1 to A15. */
export class NaiveSeries {
  readonly recipes: Recipes
  readonly #strategy: Strategy
  readonly #observations: Observations
  readonly #horizon: Horizon
  readonly #countingRow: CountingRow
  readonly #made = new Map<string, MeasureCell[]>()

  constructor(strategy: Strategy, observations: Observations, horizon: Horizon) {
    this.recipes = new Recipes(strategy)
    this.#strategy = strategy
    this.#observations = observations
    this.#horizon = horizon
    this.#countingRow = countingRows(observations, horizon.asOf)
  }

  /** A measure, or what a recipe names, in the period of an index of the grain's timeline. */
  at(name: string, grain: Grain, index: number): MeasureCell {
    if (index < 0) return missingCell('before-start')
    if (index >= this.#horizon.closed(grain)) return missingCell('not-due')
    const key = `${name}|${grain}`
    let cells = this.#made.get(key)
    if (!cells) {
      cells = []
      this.#made.set(key, cells)
    }
    let cell = cells[index]
    if (!cell) {
      cell = this.#make(name, grain, index)
      cells[index] = cell
    }
    return cell
  }

  #make(name: string, grain: Grain, index: number): MeasureCell {
    const recipe = this.recipes.of(name, grain)
    switch (recipe.kind) {
      case 'missing':
        return missingCell(recipe.reason)
      case 'observed':
        return this.#observed(name, grain, index, recipe.carryDays)
      case 'formula':
        return formulaCell(recipe.formula, index, this.#horizon.timeline(grain), (input, at) =>
          this.at(input, grain, at),
        )
      case 'parts':
        return this.#parts(name, recipe, grain, index)
      case 'periods':
        return this.#periods(name, recipe, grain, index)
      case 'rate': {
        const day = this.#horizon.timeline(grain).lastDay[index] as number
        const rate = rateOn(this.#strategy, recipe.from, recipe.to, day)
        return Number.isNaN(rate) ? missingCell('no-rate') : cellOf(rate, 0, 1)
      }
    }
  }

  /** Rules A10, A12. */
  #observed(id: string, grain: Grain, index: number, carryDays: number): MeasureCell {
    const { first, lastDay } = this.#horizon.timeline(grain)
    for (let from = index; from >= 0; from--) {
      const ageDays = (lastDay[index] as number) - (lastDay[from] as number)
      if (ageDays > carryDays) break
      const row = this.#countingRow(id, first + from)
      const value = row < 0 ? Number.NaN : (this.#observations.value[row] as number)
      if (!Number.isNaN(value)) return cellOf(value, ageDays, 1)
    }
    return missingCell('not-observed')
  }

  /** Rules A8, A9. */
  #parts(name: string, recipe: Extract<Recipe, { kind: 'parts' }>, grain: Grain, index: number): MeasureCell {
    const whole = this.#strategy.measures.get(name)
    const { lastDay } = this.#horizon.timeline(grain)
    return combineParts(recipe.parts, {
      isQuotient: whole?.kind === 'ratio' || whole?.kind === 'index',
      policy: recipe.policy,
      freshnessDays: this.#strategy.organisation.rollUp.freshnessDays,
      index,
      lastDay,
      read: (part, at) => this.at(part, grain, at),
    })
  }

  /** Rules A2, A3, A7. */
  #periods(
    name: string,
    { rule, of }: Extract<Recipe, { kind: 'periods' }>,
    grain: Grain,
    index: number,
  ): MeasureCell {
    const { calendar } = this.#strategy.organisation
    const { first } = this.#horizon.timeline(of)
    const ordinal = this.#horizon.timeline(grain).first + index
    const [from, to] = calendar.range(grain, ordinal, of)
    const cells: MeasureCell[] = []
    for (let at = rule === 'last' ? to : from; at <= to; at++) cells.push(this.at(name, of, at - first))
    const absent = cells.find(({ reason }) => reason !== 'present')
    if (absent) return missingCell(absent.reason)
    const values = cells.map(({ value }) => value)
    const ageDays = Math.max(...cells.map((cell) => cell.ageDays))
    const coverage = Math.min(...cells.map((cell) => cell.coverage))
    return cellOf(joinPeriods(values, rule), ageDays, coverage)
  }
}

function joinPeriods(values: readonly number[], rule: 'sum' | 'last' | 'mean' | 'min' | 'max'): number {
  switch (rule) {
    case 'min':
      return Math.min(...values)
    case 'max':
      return Math.max(...values)
    case 'last':
      return values.at(-1) as number
    default: {
      const sum = values.reduce((total, value) => total + value)
      return rule === 'mean' ? sum / values.length : sum
    }
  }
}
