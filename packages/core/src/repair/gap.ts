import { formatAmount } from '../quantity/format.ts'
import { reconcileAll } from '../reconcile/reconcile.ts'
import { unitOf } from '../scorecard/groups.ts'
import type { Repairer } from './repair.ts'
import { revisionTo } from './revision.ts'
import { rounded, writtenAmount } from './written.ts'

/**
 * What is lacking is shared among the children that make up the total, in proportion to what they add now; or the parent
 * comes down to what they make.
 */
export const repairGap: Repairer = (results, { subject }) => {
  const found = reconcileAll(results).find(
    ({ parent, verdict, target }) => parent === subject.id && verdict === 'gap' && target.due >= results.asOf,
  )
  const unit = unitOf(results, subject.id)
  if (!found || !unit) return []
  const { parts, gap, produced, wanted, period, target } = found
  const missing = wanted - produced
  const movable = parts.flatMap((part) => {
    const child = results.strategy.kpis.get(part.link.from)
    const own = child?.targets.find(
      (one) =>
        one.period.grain === period.grain &&
        one.period.ordinal === period.ordinal &&
        one.each === undefined &&
        one.revisions.at(-1)?.goalpost.kind === 'value',
    )
    const isMovable = own && part.amount > 0 && Number.isFinite(part.sensitivity) && part.sensitivity !== 0
    return isMovable ? [{ ...part, own }] : []
  })
  const total = movable.reduce((sum, { amount }) => sum + amount, 0)
  const edits = movable.flatMap(({ own, value, amount, sensitivity }) => {
    const wantedOfChild = value + (missing * amount) / total / sensitivity
    return revisionTo(results, own, rounded(wantedOfChild, wantedOfChild < value)) ?? []
  })
  const shared = {
    id: 'share',
    title: `Share the ${formatAmount(Math.abs(gap), unit)} among ${movable.length} KPIs, in proportion to what they promise now`,
    edits,
    movesTarget: true,
  }
  const lowered = revisionTo(results, target, produced)
  const lower = lowered && {
    id: 'lower',
    title: `Bring the target to the ${writtenAmount(produced, unit)} ${unit.name} that the KPIs below make`,
    edits: [lowered],
    movesTarget: true,
  }
  return [...(edits.length > 0 ? [shared] : []), ...(lower ? [lower] : [])]
}
