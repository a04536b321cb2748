import type { Results } from '../engine/results.ts'
import type { Wanted } from '../forecast/attain.ts'
import type { Id, Target } from '../strategy/model.ts'

/** What a KPI's target in force wants when it is due. */
export type Goal = {
  readonly kpi: Id
  readonly target: Target
  /** Of the last period; of the total from `first` to `last` where values add up. */
  readonly wanted: Wanted
  readonly isTotal: boolean
  /** Indexes of the periods of the target, by the KPI's grain. */
  readonly first: number
  readonly last: number
  /** How many of them have not ended. */
  readonly left: number
}

/** Why a KPI has none. */
export type NoGoal = { readonly kpi: Id; readonly why: string }

/** The goal of a KPI: what the target that binds the coming period wants at its due day. */
export function goalOf(results: Results, id: Id): Goal | NoGoal {
  const grain = results.kpiGrain(id)
  const kpi = results.strategy.kpis.get(id)
  const measure = results.strategy.measures.get(kpi?.measure ?? '')
  if (!grain || !measure) return { kpi: id, why: 'It has no measure.' }
  const closed = results.closed(grain)
  const timeline = results.timeline(grain)
  const target = closed < timeline.count ? results.kpi(id, closed)?.binding?.target : undefined
  if (!target) return { kpi: id, why: 'No target binds the coming period.' }
  const { period } = target
  const [from, to] = results.strategy.organisation.calendar.range(period.grain, period.ordinal, grain)
  const [first, last] = [from - timeline.first, to - timeline.first]
  const isTotal = measure.kind === 'flow' && target.each === undefined && last > first
  const wanted = wantedOf(results, id, isTotal ? first : last, last, measure.polarity)
  if (!wanted) return { kpi: id, why: 'No value, or no direction, is wanted at the due day.' }
  return { kpi: id, target, wanted, isTotal, first, last, left: last - closed + 1 }
}

/** What is wanted of the last period, or of all from the first to the last added up. */
function wantedOf(
  results: Results,
  id: Id,
  first: number,
  last: number,
  polarity: string | undefined,
): Wanted | undefined {
  let [target, high] = [0, 0]
  for (let index = first; index <= last; index++) {
    const cell = results.kpi(id, index)
    target += cell?.target ?? Number.NaN
    high += cell?.high ?? Number.NaN
  }
  if (Number.isNaN(target)) return undefined
  if (!Number.isNaN(high)) return { polarity: 'range', low: target, high }
  return polarity === 'higher' || polarity === 'lower' ? { polarity, target } : undefined
}

/** The value that a goal is judged by, in values of its KPI by period; NaN where one is missing. */
export function valueOfGoal({ isTotal, first, last }: Goal, values: Float64Array): number {
  if (!isTotal) return values[last] ?? Number.NaN
  let sum = 0
  for (let index = Math.max(0, first); index <= last; index++) sum += values[index] ?? Number.NaN
  return sum
}
