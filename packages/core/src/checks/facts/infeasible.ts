import { targetIn } from '../../reconcile/period-target.ts'
import type { Kpi, Target } from '../../strategy/model.ts'
import type { Company } from '../company.ts'
import { revisionNow } from './goal.ts'
import type { Interval } from './interval.ts'
import { reachableIn } from './reachable.ts'
import { openReconciliations } from './reconciled.ts'

/** A target that its measure's formula cannot give, and the nearest that it can. */
export type Infeasible = {
  readonly kpi: Kpi
  readonly target: Target
  readonly wanted: number
  readonly nearest: number
}

/** Every open target out of reach of its inputs' targets; not those of which a reconciliation says the same. */
export function infeasibleTargets(company: Company): readonly Infeasible[] {
  return company.once('infeasible', () =>
    [...company.strategy.kpis.values()].flatMap((kpi) =>
      kpi.targets.flatMap((target) => missOf(company, kpi, target) ?? []),
    ),
  )
}

function missOf(company: Company, kpi: Kpi, target: Target): Infeasible | undefined {
  const measure = company.measureOf(kpi)
  if (!measure.formula || target.due < company.today || isTold(company, target)) return undefined
  const reach = reachableIn(company, measure, target.period)
  const miss = reach && beyond(company, kpi, target, reach)
  return miss && { kpi, target, ...miss }
}

/** Whether the reconciliation of the same target says already that it is not reached. */
function isTold(company: Company, target: Target): boolean {
  const told = company.once('targets with a gap', () => {
    const gaps = openReconciliations(company).filter(({ verdict }) => verdict === 'gap')
    return new Set(gaps.map((one) => one.target))
  })
  return told.has(target)
}

/** What is wanted and the nearest that can be reached, where that lies beyond the tolerance. */
function beyond(
  company: Company,
  kpi: Kpi,
  target: Target,
  { low, high }: Interval,
): { readonly wanted: number; readonly nearest: number } | undefined {
  const { goalpost } = revisionNow(company, target)
  const isOutside = (wanted: number, nearest: number) =>
    Math.abs(wanted - nearest) > Math.abs(wanted) * Math.max(target.tolerance, 1e-9)
      ? { wanted, nearest }
      : undefined
  if (goalpost.kind === 'between') {
    if (high < goalpost.low) return isOutside(goalpost.low, high)
    return low > goalpost.high ? isOutside(goalpost.high, low) : undefined
  }
  const wanted = targetIn(company.results, kpi.id, target.period).value
  const { polarity } = company.measureOf(kpi)
  if (polarity === 'higher' && high < wanted) return isOutside(wanted, high)
  return polarity === 'lower' && low > wanted ? isOutside(wanted, low) : undefined
}
