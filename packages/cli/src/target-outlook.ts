import type { Forecast, Refused, Results, Target, Wanted } from '@keelson/core'
import { chanceAt, forecast, shareMet, totals } from '@keelson/core'
import type { Context } from './command.ts'
import { requestOf } from './kpi-series.ts'

/** What is to be expected of a KPI when its target in force is due. */
export type Outlook = {
  readonly target: Target
  /** The value wanted at the due day; the total over the target's period where values add up. */
  readonly wanted: Wanted
  readonly chance: number
  readonly quantile: (p: number) => number
  readonly due: string
  /** Periods left until then. */
  readonly left: number
  readonly isTotal: boolean
}

/** Why a chance cannot be told. */
export type NoOutlook = { readonly why: string }

/** The outlook of a KPI from its forecast: rule P10. */
export function outlookOf(context: Context, engine: Results, id: string): Outlook | NoOutlook {
  const grain = engine.kpiGrain(id)
  const kpi = engine.strategy.kpis.get(id)
  const measure = engine.strategy.measures.get(kpi?.measure ?? '')
  if (!grain || !kpi || !measure) return { why: 'it is no KPI with a measure' }
  const closed = engine.closed(grain)
  const { count, first } = engine.timeline(grain)
  const target = closed < count ? engine.kpi(id, closed)?.binding?.target : undefined
  if (!target) return { why: 'no target binds the coming period' }
  const { calendar } = engine.strategy.organisation
  const [from, to] = calendar.range(target.period.grain, target.period.ordinal, grain)
  const last = to - first
  const isTotal = measure.kind === 'flow' && target.each === undefined && last > from - first
  const wanted = wantedOf(engine, id, isTotal ? from - first : last, last, measure.polarity)
  if (!wanted) return { why: 'no value or direction is wanted at the due day' }
  const left = last - closed + 1
  const made: Forecast | Refused = forecast(requestOf(context, engine, id, left))
  if (made.kind === 'refused') return { why: made.message }
  const due = calendar.name(target.period.grain, target.period.ordinal)
  const base = { target, wanted, due, left, isTotal }
  if (!isTotal) {
    return { ...base, chance: chanceAt(made, left - 1, wanted), quantile: (p) => made.quantile(left - 1, p) }
  }
  const actuals = engine.actuals(id).subarray(Math.max(0, from - first))
  if (actuals.some(Number.isNaN)) return { why: 'a period of the target already over has no value' }
  const sums = totals(
    made,
    left,
    actuals.reduce((sum, value) => sum + value, 0),
  )
  return {
    ...base,
    chance: shareMet(sums, wanted),
    quantile: (p) => sums[Math.min(sums.length - 1, Math.floor(p * sums.length))] as number,
  }
}

/** The target of the last period, or of all from the first to the last added up. */
function wantedOf(
  engine: Results,
  id: string,
  first: number,
  last: number,
  polarity: string | undefined,
): Wanted | undefined {
  let [target, high] = [0, 0]
  for (let index = first; index <= last; index++) {
    const cell = engine.kpi(id, index)
    target += cell?.target ?? Number.NaN
    high += cell?.high ?? Number.NaN
  }
  if (Number.isNaN(target)) return undefined
  if (!Number.isNaN(high)) return { polarity: 'range', low: target, high }
  return polarity === 'higher' || polarity === 'lower' ? { polarity, target } : undefined
}
