import { kpiOutlook } from '../outlook/kpi-outlook.ts'
import { formatAmount } from '../quantity/format.ts'
import { signOf } from '../score/attainment.ts'
import { unitOf } from '../scorecard/groups.ts'
import type { Repairer } from './repair.ts'
import { revisionTo } from './revision.ts'
import { rounded } from './written.ts'

const chances = [0.5, 0.7]

/** The target comes to what can be reached with an even chance, or a good one, by the forecast. */
export const repairUnreachable: Repairer = (results, { subject }) => {
  const outlook = kpiOutlook(results, subject.id)
  const kpi = results.strategy.kpis.get(subject.id)
  const unit = unitOf(results, subject.id)
  if ('why' in outlook || !kpi || !unit) return []
  const { target } = outlook.goal
  const sign = signOf(results.strategy.measures.get(kpi.measure)?.polarity)
  return chances.flatMap((chance) => {
    const value = rounded(outlook.quantile(sign > 0 ? 1 - chance : chance), sign > 0)
    const edit = revisionTo(results, target, value)
    if (!edit) return []
    return [
      {
        id: `chance ${chance}`,
        title: `Bring the target to ${formatAmount(value, unit)}, reached with a chance of ${100 * chance} %`,
        edits: [edit],
        movesTarget: true,
      },
    ]
  })
}
