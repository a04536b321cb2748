import type { Results } from '../engine/results.ts'
import { chanceAt, shareMet, totals } from '../forecast/attain.ts'
import type { Bounds } from '../forecast/bounds.ts'
import type { ForecastRequest } from '../forecast/forecast.ts'
import { forecast } from '../forecast/forecast.ts'
import type { Goal } from '../simulate/goal.ts'
import { goalOf } from '../simulate/goal.ts'
import { kpiRequest } from './kpi-series.ts'

/** What is to be expected of a KPI when its target in force is due. */
export type Outlook = {
  readonly goal: Goal
  /** 0 to 1. */
  readonly chance: number
  /** The value that is not exceeded with chance `p`, in stored units. */
  readonly quantile: (p: number) => number
  /** The name of the target's period. */
  readonly due: string
}

/** Why a chance cannot be told. */
export type NoOutlook = { readonly why: string }

/** What is wanted of a series in `left` periods: of the value then or, for a total, of the sum with what came so far. */
export type GoalAhead = Pick<Goal, 'wanted' | 'left' | 'isTotal'> & {
  /** The sum of the periods of the target that are over; NaN where one has no value. 0 unless a total is wanted. */
  readonly soFar: number
}

/** What a goal is with what came so far. */
export function goalAhead(results: Results, id: string, { wanted, left, first, isTotal }: Goal): GoalAhead {
  if (!isTotal) return { wanted, left, isTotal, soFar: 0 }
  const actuals = results.actuals(id).subarray(Math.max(0, first))
  return { wanted, left, isTotal, soFar: actuals.reduce((sum, value) => sum + value, 0) }
}

/** The chance that a series comes to a goal, by its forecast: rule P10. The horizon of the request is the goal's. */
export function chanceAhead(
  { wanted, left, isTotal, soFar }: GoalAhead,
  request: ForecastRequest,
): Pick<Outlook, 'chance' | 'quantile'> | NoOutlook {
  const made = forecast({ ...request, horizon: left })
  if (made.kind === 'refused') return { why: made.message }
  if (!isTotal) {
    return { chance: chanceAt(made, left - 1, wanted), quantile: (p) => made.quantile(left - 1, p) }
  }
  if (Number.isNaN(soFar)) return { why: 'A period of the target that is over has no value.' }
  const sums = totals(made, left, soFar)
  return {
    chance: shareMet(sums, wanted),
    quantile: (p) => sums[Math.min(sums.length - 1, Math.floor(p * sums.length))] as number,
  }
}

/** The outlook of a KPI. */
export function kpiOutlook(results: Results, id: string, bounds: Bounds = {}): Outlook | NoOutlook {
  const goal = goalOf(results, id)
  if ('why' in goal) return goal
  const { period } = goal.target
  const ahead = chanceAhead(goalAhead(results, id, goal), kpiRequest(results, id, goal.left, bounds))
  if ('why' in ahead) return ahead
  return { goal, due: results.strategy.organisation.calendar.name(period.grain, period.ordinal), ...ahead }
}
