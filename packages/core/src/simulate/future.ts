import { Engine } from '../engine/engine.ts'
import type { Forecast } from '../forecast/forecast.ts'
import { forecast } from '../forecast/forecast.ts'
import type { Observations } from '../series/observations.ts'
import type { Id, Strategy } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import type { Goal, NoGoal } from './goal.ts'
import { goalOf, valueOfGoal } from './goal.ts'

/** An observed measure, and what is to be expected of it until the last goal is due. */
export type Leaf = {
  readonly measure: Id
  readonly grain: Grain
  /** Index of the first period forecast. */
  readonly from: number
  readonly forecast: Forecast
}

/** A company, everything observed in it forecast, ready for values of the future to be tried. */
export type Future = {
  /** Reaches to the day the last goal is due; future values are put in its rows. */
  readonly engine: Engine
  readonly leaves: readonly Leaf[]
  readonly goals: readonly Goal[]
  readonly without: readonly NoGoal[]
  /** Observed measures with too short a history: whatever is made of them has no future. */
  readonly unforecast: readonly { readonly measure: Id; readonly why: string }[]
}

const seasons: Readonly<Record<Grain, number>> = { day: 7, week: 52, month: 12, quarter: 4, half: 2, year: 1 }

/** Forecasts every observed measure of a company up to the day its last target in force is due. */
export function futureOf(strategy: Strategy, observations: Observations, asOf: Day): Future {
  const now = new Engine(strategy, observations, { asOf })
  const all = [...strategy.kpis.keys()].sort().map((id) => goalOf(now, id))
  const goals = all.filter((goal): goal is Goal => 'wanted' in goal)
  const without = all.filter((goal): goal is NoGoal => 'why' in goal)
  const due = goals.reduce((latest, { target }) => Math.max(latest, target.due), asOf)
  const engine = new Engine(strategy, observations, { asOf: due })
  const leaves: Leaf[] = []
  const unforecast: { measure: Id; why: string }[] = []
  for (const { id, grain, formula, aggregates } of strategy.measures.values()) {
    const [from, to] = [now.closed(grain), engine.closed(grain)]
    if (formula || aggregates.length > 0 || to <= from || !now.measure(id, grain, 0)) continue
    const values = Float64Array.from(
      { length: from },
      (_, index) => now.measure(id, grain, index)?.value ?? Number.NaN,
    )
    const kind = grain === 'day' || grain === 'week' ? grain : 'other'
    const made = forecast({ values, season: seasons[grain], horizon: to - from, grain: kind })
    if (made.kind === 'refused') unforecast.push({ measure: id, why: made.message })
    else leaves.push({ measure: id, grain, from, forecast: made })
  }
  leaves.sort((a, b) => (a.measure < b.measure ? -1 : 1))
  return { engine, leaves, goals, without, unforecast }
}

/** Values of goals where every leaf keeps to the middle of its forecast, times its factor (1 where none is given). */
export function middleValues(future: Future, factors: ReadonlyMap<Id, number> = new Map()): Float64Array {
  const { engine, leaves, goals } = future
  for (const { measure, from, forecast } of leaves) {
    const factor = factors.get(measure) ?? 1
    engine.replace(
      measure,
      from,
      forecast.mean.map((value) => value * factor),
    )
  }
  engine.rerunValues()
  return Float64Array.from(goals, (goal) => valueOfGoal(goal, engine.actuals(goal.kpi)))
}
