import type { Forecast, Goal, Refused, Results } from '@keelson/core'
import { chanceAt, forecast, goalOf, shareMet, totals } from '@keelson/core'
import type { Context } from './command.ts'
import { requestOf } from './kpi-series.ts'

/** What is to be expected of a KPI when its target in force is due. */
export type Outlook = {
  readonly goal: Goal
  readonly chance: number
  readonly quantile: (p: number) => number
  /** The name of the target's period. */
  readonly due: string
}

/** Why a chance cannot be told. */
export type NoOutlook = { readonly why: string }

/** The outlook of a KPI from its forecast: rule P10. */
export function outlookOf(context: Context, engine: Results, id: string): Outlook | NoOutlook {
  const goal = goalOf(engine, id)
  if ('why' in goal) return goal
  const { target, wanted, left, first, isTotal } = goal
  const made: Forecast | Refused = forecast(requestOf(context, engine, id, left))
  if (made.kind === 'refused') return { why: made.message }
  const due = engine.strategy.organisation.calendar.name(target.period.grain, target.period.ordinal)
  if (!isTotal) {
    const chance = chanceAt(made, left - 1, wanted)
    return { goal, due, chance, quantile: (p) => made.quantile(left - 1, p) }
  }
  const actuals = engine.actuals(id).subarray(Math.max(0, first))
  if (actuals.some(Number.isNaN)) return { why: 'A period of the target that is over has no value.' }
  const soFar = actuals.reduce((sum, value) => sum + value, 0)
  const sums = totals(made, left, soFar)
  return {
    goal,
    due,
    chance: shareMet(sums, wanted),
    quantile: (p) => sums[Math.min(sums.length - 1, Math.floor(p * sums.length))] as number,
  }
}
