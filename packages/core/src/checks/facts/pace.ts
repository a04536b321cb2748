import { signOf } from '../../score/attainment.ts'
import type { Kpi, Target } from '../../strategy/model.ts'
import { isFiner } from '../../time/grain.ts'
import type { Company } from '../company.ts'
import { baseOf, goalNow, revisionNow } from './goal.ts'

/** A move in the wanted direction within some periods, and the farthest move ever in no more; in the stored unit. */
export type Pace = { readonly needed: number; readonly best: number; readonly periods: number }

const leastValues = 8

/**
 * The moves that a target asks for: as it was agreed, from the baseline over its whole period, and as it stands, from
 * the last value in the time that is left. A level moves against an earlier level, the total of a flow against an
 * earlier total of as many periods. Undefined where one of the two cannot be said: fewer than 8 values, a history
 * shorter than the windows, a range, no baseline, no time left, or a goal that was reached before.
 */
export function pacesOf(
  company: Company,
  kpi: Kpi,
  target: Target,
): { readonly agreed: Pace; readonly left: Pace } | undefined {
  const measure = company.measureOf(kpi)
  const sign = signOf(measure.polarity)
  const values = latest(company.actuals(kpi))
  const ask = askOf(company, kpi, target)
  if (sign === 0 || !ask || values.length < leastValues) return undefined
  const isFlow = measure.kind === 'flow'
  const pace = (periods: number, from: number | undefined, to: number): Pace | undefined => {
    const totals = isFlow ? totalsOf(values, periods) : values
    const begin = from ?? totals.at(-1)
    const wasReached = totals.some((value) => sign * (value - to) >= 0)
    if (begin === undefined || totals.length <= periods || wasReached) return undefined
    return { needed: sign * (to - begin), best: farthest(totals, periods, sign), periods }
  }
  const agreed = pace(ask.periods, baseOf(company, target), ask.goal)
  const left = pace(ask.periodsLeft, undefined, ask.goalLeft)
  return agreed && left && !Number.isNaN(agreed.needed) ? { agreed, left } : undefined
}

/** Records are broken now and then; a move of more than twice the farthest ever is another matter. */
const stretch = 2

/** The farthest move in the wanted direction within some periods or fewer; 0 where there was none. */
function farthest(values: readonly number[], periods: number, sign: 1 | -1): number {
  let best = 0
  for (let to = 1; to < values.length; to++) {
    for (let from = Math.max(0, to - periods); from < to; from++) {
      best = Math.max(best, sign * ((values[to] as number) - (values[from] as number)))
    }
  }
  return best
}

/** Whether a move is far beyond any before. */
export function isUnheardOf({ needed, best }: Pace): boolean {
  return needed > stretch * best + 1e-9 * Math.abs(needed)
}

/** The values after the last hole. */
function latest(values: readonly number[]): readonly number[] {
  let end = values.length
  while (end > 0 && Number.isNaN(values[end - 1])) end--
  let start = end
  while (start > 0 && !Number.isNaN(values[start - 1])) start--
  return start === 0 && end === values.length ? values : values.slice(start, end)
}

/** Totals of as many neighbouring values, by the last of them. */
function totalsOf(values: readonly number[], count: number): readonly number[] {
  const totals: number[] = []
  for (let end = count; end <= values.length; end++) {
    let total = 0
    for (let at = end - count; at < end; at++) total += values[at] as number
    totals.push(total)
  }
  return totals
}

/** What a target wants and in how many periods of its KPI; of a flow what is still to come in those that are left. */
type Ask = {
  readonly goal: number
  readonly periods: number
  readonly goalLeft: number
  readonly periodsLeft: number
}

function askOf(company: Company, kpi: Kpi, target: Target): Ask | undefined {
  const { results, strategy } = company
  const { calendar } = strategy.organisation
  const { period, each } = target
  const grain = results.kpiGrain(kpi.id)
  const goal = goalNow(company, target).low
  if (!grain || revisionNow(company, target).goalpost.kind === 'between' || Number.isNaN(goal))
    return undefined
  const isFlow = company.measureOf(kpi).kind === 'flow'
  if (isFiner(each && isFlow ? each : period.grain, grain)) return undefined
  if (each && isFlow) {
    const [firstEach] = calendar.range(period.grain, period.ordinal, each)
    const [from, to] = calendar.range(each, firstEach, grain)
    const periods = to - from + 1
    return { goal, periods, goalLeft: goal, periodsLeft: periods }
  }
  const [first, last] = calendar.range(period.grain, period.ordinal, grain)
  const { first: begin } = results.timeline(grain)
  const actuals = company.actuals(kpi)
  const next = begin + actuals.findLastIndex((value) => !Number.isNaN(value)) + 1
  const from = isFlow ? Math.max(first, next) : next
  if (from > last) return undefined
  let goalLeft = goal
  for (let ordinal = first; isFlow && ordinal < from; ordinal++)
    goalLeft -= actuals[ordinal - begin] ?? Number.NaN
  if (Number.isNaN(goalLeft)) return undefined
  return { goal, periods: last - first + 1, goalLeft, periodsLeft: last - from + 1 }
}
