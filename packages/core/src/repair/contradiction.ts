import type { Results } from '../engine/results.ts'
import { formatAmount } from '../quantity/format.ts'
import { targetIn } from '../reconcile/period-target.ts'
import { unitOf } from '../scorecard/groups.ts'
import type { Kpi, Target } from '../strategy/model.ts'
import type { Repair, Repairer } from './repair.ts'
import { revisionTo } from './revision.ts'

/** Of two targets of one measure, one takes the value of the other. */
export const repairContradiction: Repairer = (results, { subject }) => {
  const own = results.strategy.kpis.get(subject.id)
  if (!own) return []
  const others = [...results.strategy.kpis.values()].filter(
    ({ id, measure }) => measure === own.measure && id !== own.id,
  )
  return own.targets
    .filter(({ due }) => due >= results.asOf)
    .flatMap((target) =>
      others.flatMap((other) => {
        const twin = other.targets.find(
          ({ period, each }) =>
            period.grain === target.period.grain &&
            period.ordinal === target.period.ordinal &&
            each === target.each,
        )
        return twin
          ? [...follow(results, own, target, other, twin), ...follow(results, other, twin, own, target)]
          : []
      }),
    )
}

/** `kpi` takes the target that `other` has. */
function follow(results: Results, kpi: Kpi, target: Target, other: Kpi, twin: Target): readonly Repair[] {
  const { value } = targetIn(results, other.id, twin.period, { own: twin })
  const unit = unitOf(results, kpi.id)
  if (!unit || !Number.isFinite(value)) return []
  const edit = revisionTo(results, target, value)
  if (!edit) return []
  return [
    {
      id: `follow ${other.id}`,
      title: `Let "${kpi.name}" want ${formatAmount(value, unit)} as "${other.name}" does`,
      edits: [edit],
      movesTarget: true,
    },
  ]
}
