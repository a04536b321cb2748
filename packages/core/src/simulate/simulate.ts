import { isMet } from '../forecast/attain.ts'
import type { Walk } from '../forecast/paths.ts'
import { readTable, tablesOf, walkOf, walkScores } from '../forecast/paths.ts'
import { RandomSource } from '../statistics/random.ts'
import type { Id } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { shrunkCorrelations, triangleOf } from './correlation.ts'
import type { Future, Leaf } from './future.ts'
import { valueOfGoal } from './goal.ts'

/** How a simulation is run. */
export type SimulateOptions = {
  /** 10,000 by default. */
  readonly draws?: number
  readonly seed?: number
  /** What each measure's future values are multiplied by: a scenario. */
  readonly factors?: ReadonlyMap<Id, number>
  /** False: every measure for itself, which is wrong where departments move together. */
  readonly together?: boolean
  /** Called now and then with the share done, 0 to 1. */
  readonly progress?: (share: number) => void
  /** Asked now and then; true ends the simulation. */
  readonly isCancelled?: () => boolean
}

/** What came of all draws. */
export type Simulation = {
  readonly draws: number
  /** For each goal of the future, in order: its values in the draws, NaN where something was missing. */
  readonly values: readonly Float64Array[]
  /** For each goal: the share of draws in which it was met; NaN where it had no value. */
  readonly chances: Float64Array
  /** For each leaf, in order: its total over the periods drawn. */
  readonly totals: readonly Float64Array[]
}

const between = 200

/**
 * Draws the future of every leaf at once and computes the goals through the formulas of the company, again and again. The
 * steps of each leaf are tied as its forecast says; leaves of one grain by the shrunk correlations of their one-step
 * errors (a Gaussian copula: Nelsen 2006); each value has the t distribution of its forecast. Undefined where cancelled.
 */
export function simulate(future: Future, options: SimulateOptions = {}): Simulation | undefined {
  const { draws = 10_000, seed = 1, factors, progress, isCancelled } = options
  const { engine, leaves, goals } = future
  const source = new RandomSource(seed)
  const groups = groupLeaves(leaves, factors, options.together ?? true)
  const values = goals.map(() => new Float64Array(draws))
  const totals = leaves.map(() => new Float64Array(draws))
  const rows = goals.map(({ kpi }) => engine.actuals(kpi))
  const met = new Float64Array(goals.length)
  for (let draw = 0; draw < draws; draw++) {
    if (draw % between === 0) {
      progress?.(draw / draws)
      if (isCancelled?.()) return undefined
    }
    for (const group of groups) group.draw(source, engine, totals, draw)
    engine.rerunValues()
    for (let at = 0; at < goals.length; at++) {
      const goal = goals[at] as Future['goals'][number]
      const value = valueOfGoal(goal, rows[at] as Float64Array)
      ;(values[at] as Float64Array)[draw] = value
      if (Number.isNaN(value)) met[at] = Number.NaN
      else if (isMet(goal.wanted, value)) met[at] = (met[at] as number) + 1
    }
  }
  progress?.(1)
  return { draws, values, chances: met.map((count) => count / draws), totals }
}

function groupLeaves(
  leaves: readonly Leaf[],
  factors: ReadonlyMap<Id, number> | undefined,
  together: boolean,
): LeafGroup[] {
  const grains = new Map<Grain, number[]>()
  for (const [place, { grain }] of leaves.entries()) grains.set(grain, [...(grains.get(grain) ?? []), place])
  return [...grains.values()].map((places) => new LeafGroup(leaves, places, factors, together))
}

/** Leaves of one grain, drawn together. */
class LeafGroup {
  readonly #leaves: readonly Leaf[]
  readonly #places: readonly number[]
  readonly #periods: number
  readonly #lower: Float64Array
  readonly #tables: readonly Float64Array[]
  readonly #walks: readonly Walk[]
  readonly #factors: readonly number[]
  /** Leaf after leaf, a number for each period, filled up to a multiple of four. */
  readonly #fresh: Float64Array
  /** Of one leaf. */
  readonly #scores: Float64Array
  readonly #path: Float64Array

  constructor(
    all: readonly Leaf[],
    places: readonly number[],
    factors: ReadonlyMap<Id, number> | undefined,
    together: boolean,
  ) {
    this.#places = places
    this.#leaves = places.map((place) => all[place] as Leaf)
    const size = places.length
    this.#periods = this.#leaves[0]?.forecast.mean.length ?? 0
    const errors = this.#leaves.map(({ forecast }) => (together ? forecast.errors : new Float64Array(0)))
    this.#lower = triangleOf(shrunkCorrelations(errors), size)
    this.#tables = this.#leaves.map(({ forecast }) => tablesOf(forecast))
    this.#walks = this.#leaves.map(({ forecast }) => walkOf(forecast.widths))
    this.#factors = this.#leaves.map(({ measure }) => factors?.get(measure) ?? 1)
    const filled = 4 * Math.ceil(this.#periods / 4)
    this.#fresh = new Float64Array(size * filled)
    this.#scores = new Float64Array(filled)
    this.#path = new Float64Array(this.#periods)
  }

  draw(source: RandomSource, engine: Future['engine'], totals: readonly Float64Array[], draw: number): void {
    const periods = this.#periods
    for (let at = 0; at < this.#fresh.length; at++) this.#fresh[at] = source.normal()
    const size = this.#leaves.length
    for (let own = 0; own < size; own++) {
      const { measure, from } = this.#leaves[own] as Leaf
      const [tables, factor] = [this.#tables[own] as Float64Array, this.#factors[own] as number]
      mix(this.#lower, own * size, own + 1, this.#fresh, this.#scores)
      walkScores(this.#walks[own] as Walk, this.#scores)
      let total = 0
      for (let step = 0; step < periods; step++) {
        const value = readTable(tables, step, this.#scores[step] as number) * factor
        this.#path[step] = value
        total += value
      }
      engine.replace(measure, from, this.#path)
      ;(totals[this.#places[own] as number] as Float64Array)[draw] = total
    }
  }
}

/**
 * Scores of one leaf: its row of the triangle, `length` numbers, times the fresh deviates of each leaf. The number of
 * periods is a multiple of four, and four sums go on at once: each waits for itself alone.
 */
function mix(
  lower: Float64Array,
  row: number,
  length: number,
  fresh: Float64Array,
  scores: Float64Array,
): void {
  const periods = scores.length
  for (let step = 0; step < periods; step += 4) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let from = step
    for (let at = 0; at < length; at++) {
      const share = lower[row + at] as number
      a += share * (fresh[from] as number)
      b += share * (fresh[from + 1] as number)
      c += share * (fresh[from + 2] as number)
      d += share * (fresh[from + 3] as number)
      from += periods
    }
    scores[step] = a
    scores[step + 1] = b
    scores[step + 2] = c
    scores[step + 3] = d
  }
}
