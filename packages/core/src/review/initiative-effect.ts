import type { Results } from '../engine/results.ts'
import { seasonOf } from '../outlook/kpi-series.ts'
import { signOf } from '../score/attainment.ts'
import { readSeries } from '../signal/read-series.ts'
import { leastForLimits, limitsOf } from '../signal/xmr.ts'
import { meanOf } from '../statistics/moments.ts'
import type { Id, Initiative } from '../strategy/model.ts'

/** What a KPI did since an initiative began. */
export type InitiativeEffect = {
  /** `too-early`: too few values before or since to tell. */
  readonly verdict: 'moved' | 'moved-nothing' | 'worse' | 'too-early'
  /** The mean before and since, in stored units; NaN where there is none. */
  readonly before: number
  readonly after: number
  /** How many values there are since. */
  readonly since: number
}

const leastSince = 3

/**
 * Whether a KPI has left its usual variation in the good direction since an initiative began (rule V10): natural limits
 * from the periods that ended before its first day (Wheeler 1993), season taken out; a value since beyond the good
 * limit, or eight in a row on the good side of the centre, is a move. It says that the KPI moved, not why.
 */
export function effectOfInitiative(results: Results, { from }: Initiative, id: Id): InitiativeEffect {
  const tooEarly = { verdict: 'too-early', before: Number.NaN, after: Number.NaN, since: 0 } as const
  const kpi = results.strategy.kpis.get(id)
  const grain = results.kpiGrain(id)
  const sign = signOf(results.strategy.measures.get(kpi?.measure ?? '')?.polarity)
  if (from === undefined || !grain || sign === 0) return tooEarly
  const { lastDay } = results.timeline(grain)
  const values = results.actuals(id)
  const begin = values.findIndex((_, at) => (lastDay[at] as number) >= from)
  if (begin < 0) return tooEarly
  const season = readSeries(values, seasonOf(grain))?.season
  const less = values.map((value, at) => value - (season?.[at] ?? 0))
  const [before, since] = [less.slice(0, begin), less.slice(begin)].map(known) as [Float64Array, Float64Array]
  const [was, is] = [meanOf(known(values.slice(0, begin))), meanOf(known(values.slice(begin)))]
  const told = { before: was, after: is, since: since.length }
  if (before.length < leastForLimits || since.length < leastSince) return { verdict: 'too-early', ...told }
  const { centre, low, high } = limitsOf(before, 0, before.length)
  const hasMoved = (side: number) => {
    const limit = side > 0 ? high : low
    const isBeyond = (value: number) => side * (value - limit) > 0
    let run = 0
    return since.some((value) => {
      run = side * (value - centre) > 0 ? run + 1 : 0
      return isBeyond(value) || run >= 8
    })
  }
  if (hasMoved(sign)) return { verdict: 'moved', ...told }
  return { verdict: hasMoved(-sign) ? 'worse' : 'moved-nothing', ...told }
}

function known(values: Float64Array): Float64Array {
  return values.filter((value) => Number.isFinite(value))
}
