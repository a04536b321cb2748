import type { Contribution, Id, Target } from '../../strategy/model.ts'
import type { Company } from '../company.ts'

/** The child's first open target and the parent's last one, where the child's is due only after the parent's. */
export function lateChild(
  company: Company,
  link: Contribution,
): { readonly child: Target; readonly parent: Target } | undefined {
  const child = openTargets(company, link.from).reduce(earlier, undefined)
  const parent = openTargets(company, link.to).reduce(later, undefined)
  return child && parent && child.due > parent.due ? { child, parent } : undefined
}

function openTargets({ strategy, today }: Company, kpi: Id): readonly Target[] {
  return (strategy.kpis.get(kpi)?.targets ?? []).filter(({ due }) => due >= today)
}

function earlier(best: Target | undefined, one: Target): Target {
  return best && best.due <= one.due ? best : one
}

function later(best: Target | undefined, one: Target): Target {
  return best && best.due >= one.due ? best : one
}
