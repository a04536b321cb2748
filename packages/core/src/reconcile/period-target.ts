import type { Results } from '../engine/results.ts'
import type { Binding } from '../engine/targets.ts'
import { baselineOf, goalOf } from '../engine/targets.ts'
import type { Id, Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import { samePeriod } from '../time/period.ts'

/** A KPI's target brought to a period; NaN where there is none, with the reason. */
export type PeriodTarget = {
  readonly value: number
  readonly because: 'no-target' | 'grain-too-long' | 'range-target' | undefined
  /** The target that binds the end of the period. */
  readonly target: Target | undefined
}

/** Brings a KPI's targets to a period: a flow adds up its trajectory, any other kind takes the end (rule C1). */
export function targetIn(results: Results, id: Id, period: Period): PeriodTarget {
  const fault = (because: PeriodTarget['because']) => ({ value: Number.NaN, because, target: undefined })
  const kpi = results.strategy.kpis.get(id)
  const grain = results.kpiGrain(id)
  const measure = kpi && results.strategy.measures.get(kpi.measure)
  if (!kpi || !grain || !measure) return fault('no-target')
  if (isFiner(period.grain, grain)) return fault('grain-too-long')
  const [first, last] = indexesIn(results, period, grain)
  const end = results.kpi(id, last)
  if (!end?.binding) return fault('no-target')
  const { target } = end.binding
  if (!Number.isNaN(end.high)) return { value: Number.NaN, because: 'range-target', target }
  let value = end.target
  const whole = wholeGoal(results, id, period, end.binding)
  if (!Number.isNaN(whole)) value = whole
  else if (measure.kind === 'flow') {
    value = 0
    for (let index = first; index <= last; index++) value += results.kpi(id, index)?.target ?? Number.NaN
  }
  return { value, because: Number.isNaN(value) ? 'no-target' : undefined, target }
}

/** The goal of a target that is for this very period: exact, where adding up its trajectory would only be near it. */
function wholeGoal(results: Results, id: Id, period: Period, { target, revision }: Binding): number {
  const goalpost = target.revisions[revision]
  if (!goalpost || target.each || goalpost.trajectory.kind === 'custom') return Number.NaN
  if (!samePeriod(target.period, period)) return Number.NaN
  return goalOf(goalpost.goalpost, baselineIn(results, id, period, target))
}

/** The first and last index, in the timeline of a grain, of the periods that belong to a longer one. */
export function indexesIn(results: Results, period: Period, grain: Grain): readonly [number, number] {
  const { calendar } = results.strategy.organisation
  const { first } = results.timeline(grain)
  const [from, to] = calendar.range(period.grain, period.ordinal, grain)
  return [from - first, to - first]
}

/** The baseline of a KPI for a period: that of its target for it, spread over `each` (rule G2); NaN where none. */
export function baselineIn(results: Results, id: Id, period: Period, target: Target | undefined): number {
  const kpi = results.strategy.kpis.get(id)
  if (!kpi) return Number.NaN
  const measured = (grain: Grain, ordinal: number): number => {
    const index = ordinal - results.timeline(grain).first
    return results.measure(kpi.measure, grain, index)?.value ?? Number.NaN
  }
  if (!target || !samePeriod(target.period, period)) return measured(period.grain, period.ordinal - 1)
  const base = baselineOf(target, { calendar: results.strategy.organisation.calendar, measured })
  const isFlow = results.strategy.measures.get(kpi.measure)?.kind === 'flow'
  if (!isFlow || !target.each || !isFiner(target.each, period.grain)) return base
  const [first, last] = results.strategy.organisation.calendar.range(
    period.grain,
    period.ordinal,
    target.each,
  )
  return base * (last - first + 1)
}
