import type { Kpi, Target } from '../../strategy/model.ts'
import type { Grain } from '../../time/grain.ts'
import { isFiner } from '../../time/grain.ts'
import type { Company } from '../company.ts'
import { goalNow } from './goal.ts'

/** A target beyond a bound of its measure: what is wanted, and the bound for its period. */
export type Breach = { readonly side: 'below' | 'above'; readonly wanted: number; readonly bound: number }

/** Where a target lies outside the bounds of its measure; those of a flow hold for each of the measure's own periods. */
export function breachOf(company: Company, kpi: Kpi, target: Target): Breach | undefined {
  const { bounds } = company.measureOf(kpi)
  const { low, high } = goalNow(company, target)
  const count = periodsOf(company, kpi, target)
  const slack = 1e-9 * Math.max(1, Math.abs(low), Math.abs(high))
  const [min, max] = [bounds.min * count, bounds.max * count]
  if (low < min - slack) return { side: 'below', wanted: low, bound: min }
  return high > max + slack ? { side: 'above', wanted: high, bound: max } : undefined
}

/** How many periods' amounts a flow's target adds up; 1 for a level. */
function periodsOf(company: Company, kpi: Kpi, target: Target): number {
  const { kind, grain } = company.measureOf(kpi)
  return kind === 'flow' ? countIn(company, target, grain) : 1
}

function countIn({ strategy }: Company, { period, each }: Target, grain: Grain): number {
  const { calendar } = strategy.organisation
  if (each && each !== period.grain) {
    if (isFiner(each, grain) || each === grain) return 1
    const [from, to] = calendar.range(each, calendar.range(period.grain, period.ordinal, each)[0], grain)
    return to - from + 1
  }
  if (isFiner(period.grain, grain)) return 1
  const [from, to] = calendar.range(period.grain, period.ordinal, grain)
  return to - from + 1
}
