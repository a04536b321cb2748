import { isMet } from '../forecast/attain.ts'
import type { Id } from '../strategy/model.ts'
import type { Future } from './future.ts'
import type { Simulation } from './simulate.ts'

/** An objective at the due days of its KPIs' targets. */
export type ObjectiveOutlook = {
  readonly objective: Id
  /** The share of draws in which the goals of all its KPIs were met; NaN where one of them had no value. */
  readonly chance: number
  readonly kpis: readonly Id[]
}

/** The chance of every objective that has a KPI with a goal. */
export function objectiveOutlooks(
  { engine, goals }: Future,
  { draws, values }: Simulation,
): ObjectiveOutlook[] {
  const { kpis, objectives } = engine.strategy
  return [...objectives.keys()].sort().flatMap((objective) => {
    const own = [...goals.keys()].filter((at) => kpis.get(goals[at]?.kpi as Id)?.objective === objective)
    if (own.length === 0) return []
    let met = 0
    for (let draw = 0; draw < draws; draw++) {
      let isAllMet = 1
      for (const at of own) {
        const value = values[at]?.[draw] as number
        if (Number.isNaN(value)) isAllMet = Number.NaN
        else if (!isMet((goals[at] as Future['goals'][number]).wanted, value)) isAllMet *= 0
      }
      met += isAllMet
    }
    return [{ objective, chance: met / draws, kpis: own.map((at) => goals[at]?.kpi as Id) }]
  })
}

/** How much of what is uncertain about a goal goes along with a measure, and whose it is. */
export type Driver = { readonly measure: Id; readonly department: Id | undefined; readonly share: number }

/** The measures whose draws went along with those of a goal: squared correlations, largest first, those below 1 % left out. */
export function driversOf(
  { engine, leaves }: Future,
  { values, totals }: Simulation,
  goal: number,
): Driver[] {
  const own = values[goal] as Float64Array
  return leaves
    .map(({ measure }, at) => ({
      measure,
      department: engine.strategy.measures.get(measure)?.department,
      share: correlation(own, totals[at] as Float64Array) ** 2,
    }))
    .filter(({ share }) => share >= 0.01)
    .sort((a, b) => b.share - a.share || (a.measure < b.measure ? -1 : 1))
}

function correlation(x: Float64Array, y: Float64Array): number {
  let [sumX, sumY] = [0, 0]
  for (let at = 0; at < x.length; at++) {
    sumX += x[at] as number
    sumY += y[at] as number
  }
  const [meanX, meanY] = [sumX / x.length, sumY / y.length]
  let [xx, yy, xy] = [0, 0, 0]
  for (let at = 0; at < x.length; at++) {
    const [a, b] = [(x[at] as number) - meanX, (y[at] as number) - meanY]
    xx += a * a
    yy += b * b
    xy += a * b
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0
}

/** Quantiles of the draws of a goal; NaN where it had no value. */
export function quantilesOf(draws: Float64Array, chances: readonly number[]): number[] {
  const sorted = draws.toSorted()
  if (Number.isNaN(sorted.at(-1) ?? Number.NaN)) return chances.map(() => Number.NaN)
  return chances.map((p) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] as number)
}
