import { expect } from 'vitest'
import type { Change } from '../../src/engine/change.ts'
import { Engine } from '../../src/engine/engine.ts'
import { evaluate } from '../../src/engine/naive/evaluate.ts'
import type { NodeKind } from '../../src/engine/nodes.ts'
import type { KpiCell, MeasureCell, Results, ScoreCell } from '../../src/engine/results.ts'
import type { Observations } from '../../src/series/observations.ts'
import { ObservationsBuilder } from '../../src/series/observations.ts'
import type { Strategy } from '../../src/strategy/model.ts'
import { readStrategy } from '../../src/strategy/read.ts'
import type { Day } from '../../src/time/day.ts'
import { parseDay } from '../../src/time/day.ts'
import { isFault } from '../../src/time/fault.ts'
import type { Grain } from '../../src/time/grain.ts'
import { isFiner } from '../../src/time/grain.ts'
import type { Period } from '../../src/time/period.ts'

type Item = Record<string, unknown>

/** A value, `null` for a record of nothing, or records of values with the days they were recorded on. */
type Written = number | null | readonly (readonly [number | null, string])[]

export type Company = { readonly strategy: Strategy; readonly observations: Observations; readonly asOf: Day }

type Draft = Item & {
  readonly asOf?: string
  /** By measure, then period. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, Written>>>>
}

/** A company from its strategy, its values and the day it is looked at; values are recorded at the end of their period. */
export function company({ asOf = '2026-12-31', values = {}, ...items }: Draft): Company {
  const text = JSON.stringify({ organisation: { name: 'Test', currency: 'EUR' }, ...items })
  const { strategy, diagnostics } = readStrategy([{ name: 'company.yaml', text }])
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return { strategy, observations: observe(strategy, values), asOf: parseDay(asOf) as Day }
}

function observe(strategy: Strategy, values: NonNullable<Draft['values']>): Observations {
  const builder = new ObservationsBuilder()
  for (const [measure, periods] of Object.entries(values)) {
    for (const [name, written] of Object.entries(periods)) {
      const { grain, ordinal } = periodIn(strategy, name)
      expect(grain).toBe(strategy.measures.get(measure)?.grain)
      const end = strategy.organisation.calendar.end(grain, ordinal)
      const records = Array.isArray(written) ? written : [[written, undefined]]
      for (const [value, recorded] of records as [number | null, string | undefined][]) {
        builder.add(measure, ordinal, value ?? Number.NaN, recorded ? (parseDay(recorded) as Day) : end)
      }
    }
  }
  return builder.build()
}

function periodIn(strategy: Strategy, name: string): Period {
  const period = strategy.organisation.calendar.parse(name)
  if (isFault(period)) throw new Error(`${name} is no period`)
  return period
}

/** Twelve values in a row, by month. */
export function months(year: number, values: readonly (number | null)[]): Record<string, number | null> {
  return Object.fromEntries(
    values.map((value, month) => [`${year}-${String(month + 1).padStart(2, '0')}`, value]),
  )
}

/** KPIs that judge measures by these grains, so that the engine computes them. */
export function watch(measures: Record<string, Item>, grains: readonly Grain[]): Item {
  const kpis: Item = {}
  for (const [measure, { grain: own = 'month' }] of Object.entries(measures)) {
    for (const grain of grains)
      if (!isFiner(grain, own as Grain)) kpis[`${measure}-by-${grain}`] = { measure, grain }
  }
  return kpis
}

/** Reads results by the names of periods. */
export class Reader {
  readonly results: Results

  constructor(results: Results) {
    this.results = results
  }

  #index(name: string, grain?: Grain): number {
    const period = periodIn(this.results.strategy, name)
    if (grain) expect(period.grain).toBe(grain)
    return period.ordinal - this.results.timeline(period.grain).first
  }

  measure(id: string, period: string): MeasureCell {
    const { grain } = periodIn(this.results.strategy, period)
    return defined(this.results.measure(id, grain, this.#index(period)), `${id} in ${period}`)
  }

  /** The value, or the reason why there is none. */
  value(id: string, period: string): number | string {
    const { value, reason } = this.measure(id, period)
    return reason === 'present' ? value : reason
  }

  kpi(id: string, period: string): KpiCell {
    const index = this.#index(period, this.results.kpiGrain(id))
    return defined(this.results.kpi(id, index), `${id} in ${period}`)
  }

  /** The target, or the reason why there is none to be judged by. */
  target(id: string, period: string): number {
    return this.kpi(id, period).target
  }

  score(id: string, period: string): number | string {
    return scoreIn(this.kpi(id, period))
  }

  node(kind: NodeKind, id: string, period: string): ScoreCell {
    const index = this.#index(period, this.results.grain)
    return defined(this.results.node(kind, id, index), `${kind} ${id} in ${period}`)
  }

  rollUp(kind: NodeKind, id: string, period: string): number | string {
    return scoreIn(this.node(kind, id, period))
  }
}

function scoreIn({ score, reason }: ScoreCell): number | string {
  return reason === 'present' ? score : reason
}

function defined<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`nothing is known of ${what}`)
  return found
}

/**
 * Checks the same on the naive evaluation, on the engine, and on an engine that learned the values of the last
 * periods by updates.
 */
export function bothEvaluators(one: Company, check: (read: Reader) => void): void {
  const { strategy, observations, asOf } = one
  check(new Reader(evaluate(strategy, observations, { asOf })))
  const engine = new Engine(strategy, observations, { asOf })
  check(new Reader(engine))
  engine.update(awayAndBack(engine, one))
  check(new Reader(engine))
}

/** Changes that take every known value away and bring it back. */
function awayAndBack(engine: Engine, { strategy, observations }: Company): Change[] {
  const away: Change[] = []
  const back: Change[] = []
  const { measureIds, measure, ordinal, count } = observations
  for (let row = 0; row < count; row++) {
    const id = measureIds[measure[row] as number] as string
    const grain = strategy.measures.get(id)?.grain as Grain
    const period = ordinal[row] as number
    const { value, reason, ageDays } = engine.measure(id, grain, period - engine.timeline(grain).first) ?? {}
    if (reason !== 'present' || ageDays !== 0 || value === undefined) continue
    away.push({ kind: 'value', measure: id, ordinal: period, value: Number.NaN })
    back.push({ kind: 'value', measure: id, ordinal: period, value })
  }
  engine.update(away)
  return back
}
