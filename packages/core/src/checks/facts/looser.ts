import type { Part } from '../../reconcile/combine.ts'
import type { Reconciliation } from '../../reconcile/reconcile.ts'
import { signOf } from '../../score/attainment.ts'
import type { Company } from '../company.ts'

/**
 * The children whose own targets rule the parent's out: one that falls short where the parent is the worst of its
 * children, and all of them where the parent is their mean and each falls short.
 */
export function looserParts(
  company: Company,
  { parts, parent, wanted, tolerance }: Reconciliation,
): readonly Part[] {
  const kind = parts[0]?.link.kind
  const kpi = company.strategy.kpis.get(parent)
  const sign = signOf(kpi && company.measureOf(kpi).polarity)
  if (sign === 0 || Number.isNaN(wanted) || parts.some(({ link }) => link.kind !== kind)) return []
  const short = parts.filter(
    ({ value, factor }) => sign * (wanted - value * factor) > tolerance + 1e-9 * Math.abs(wanted),
  )
  if (kind === 'mean') return short.length === parts.length ? short : []
  const isWorst = kind === (sign === 1 ? 'min' : 'max')
  return isWorst ? short : []
}
