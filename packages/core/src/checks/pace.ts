import { signOf } from '../score/attainment.ts'
import type { Kpi, Target } from '../strategy/model.ts'
import { compareGrains, isFiner } from '../time/grain.ts'
import type { Company } from './company.ts'
import { goalNow, revisionNow } from './goal.ts'

/** Changes in the wanted direction over `periods` periods, in the stored unit. */
export type Pace = { readonly needed: number; readonly best: number; readonly periods: number }

const leastValues = 8

/**
 * How far a KPI must move by the due day, against the farthest it ever moved in the same number of periods: a level
 * against an earlier level, a flow's total over those periods against the total of as many before. Undefined where the
 * history is shorter than 8 values or than the windows, the target is a range, or it was reached before.
 */
export function paceOf(company: Company, kpi: Kpi, target: Target): Pace | undefined {
  const measure = company.measureOf(kpi)
  const sign = signOf(measure.polarity)
  const values = latest(company.actuals(kpi))
  const ask = askOf(company, kpi, target)
  if (sign === 0 || !ask || values.length < leastValues) return undefined
  const { wanted, periods } = ask
  const span = measure.kind === 'flow' ? periods : 1
  const windows = values
    .slice(span - 1)
    .map((_, end) => values.slice(end, end + span).reduce((sum, value) => sum + value, 0))
  const now = windows.at(-1)
  const moves = windows.slice(periods).map((value, at) => sign * (value - (windows[at] as number)))
  if (now === undefined || moves.length === 0) return undefined
  const wasReached = windows.some((level) => sign * (level - wanted) >= 0)
  if (wasReached) return undefined
  const needed = sign * (wanted - now)
  return needed > 0 ? { needed, best: Math.max(...moves), periods } : undefined
}

/** The values after the last hole. */
function latest(values: readonly number[]): readonly number[] {
  const last = values.findLastIndex((value) => !Number.isNaN(value))
  const known = values.slice(0, last + 1)
  return known.slice(known.findLastIndex(Number.isNaN) + 1)
}

/** What is still to come, a total for a flow and a level for all else, and in how many periods. */
function askOf(
  company: Company,
  kpi: Kpi,
  target: Target,
): { readonly wanted: number; readonly periods: number } | undefined {
  const { results, strategy } = company
  const { calendar } = strategy.organisation
  const { goalpost } = revisionNow(company, target)
  const grain = results.kpiGrain(kpi.id)
  const goal = goalNow(company, target).low
  if (!grain || goalpost.kind === 'between' || Number.isNaN(goal)) return undefined
  const isFlow = company.measureOf(kpi).kind === 'flow'
  if (target.each && isFlow) {
    if (compareGrains(target.each, grain) < 0) return undefined
    const [first] = calendar.range(target.period.grain, target.period.ordinal, target.each)
    const [from, to] = calendar.range(target.each, first, grain)
    return { wanted: goal, periods: to - from + 1 }
  }
  if (isFiner(target.period.grain, grain)) return undefined
  const [first, last] = calendar.range(target.period.grain, target.period.ordinal, grain)
  const lastKnown =
    results.timeline(grain).first + company.actuals(kpi).findLastIndex((value) => !Number.isNaN(value))
  const begin = isFlow ? Math.max(first, lastKnown + 1) : lastKnown + 1
  if (begin > last) return undefined
  let wanted = goal
  for (let ordinal = first; isFlow && ordinal < begin; ordinal++) {
    wanted -= results.kpi(kpi.id, ordinal - results.timeline(grain).first)?.actual.value ?? Number.NaN
  }
  return Number.isNaN(wanted) ? undefined : { wanted, periods: last - begin + 1 }
}
