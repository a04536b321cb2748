import { aggregationIllegal } from './aggregation-illegal.ts'
import type { Check } from './check.ts'
import { contributionCycle } from './contribution-cycle.ts'
import { currencyMismatch } from './currency-mismatch.ts'
import { departmentWithoutContribution } from './department-without-contribution.ts'
import { distinctCountSummed } from './distinct-count-summed.ts'
import { doubleCounting } from './double-counting.ts'
import { dueAfterParent } from './due-after-parent.ts'
import { formulaCycle } from './formula-cycle.ts'
import { formulaUnit } from './formula-unit.ts'
import { gap } from './gap.ts'
import { grainMismatch } from './grain-mismatch.ts'
import { indicatorsOnlyFinancial } from './indicators-only-financial.ts'
import { indicatorsOnlyLagging } from './indicators-only-lagging.ts'
import { initiativeWithoutKpi } from './initiative-without-kpi.ts'
import { kindMismatch } from './kind-mismatch.ts'
import { kpiOrphan } from './kpi-orphan.ts'
import { kpisTooMany } from './kpis-too-many.ts'
import { measureDead } from './measure-dead.ts'
import { nameDuplicate } from './name-duplicate.ts'
import { neverObserved } from './never-observed.ts'
import { objectiveWithoutKpi } from './objective-without-kpi.ts'
import { overAllocation } from './over-allocation.ts'
import { ownerMissing } from './owner-missing.ts'
import { parentCycle } from './parent-cycle.ts'
import { perspectiveShare } from './perspective-share.ts'
import { perspectiveWithoutKpi } from './perspective-without-kpi.ts'
import { polarityUnstated } from './polarity-unstated.ts'
import { ratioAveraged } from './ratio-averaged.ts'
import { reconciliationNotCheckable } from './reconciliation-not-checkable.ts'
import { referenceAmbiguous } from './reference-ambiguous.ts'
import { referenceDangling } from './reference-dangling.ts'
import { reviewOverdue } from './review-overdue.ts'
import { smartAchievable } from './smart-achievable.ts'
import { smartMeasurable } from './smart-measurable.ts'
import { smartRelevant } from './smart-relevant.ts'
import { smartSpecific } from './smart-specific.ts'
import { smartTimed } from './smart-timed.ts'
import { stockSummed } from './stock-summed.ts'
import { targetExpired } from './target-expired.ts'
import { targetLooserThanParent } from './target-looser-than-parent.ts'
import { targetMissing } from './target-missing.ts'
import { targetNeverChanged } from './target-never-changed.ts'
import { targetOutsideBounds } from './target-outside-bounds.ts'
import { targetsContradict } from './targets-contradict.ts'
import { targetsInfeasible } from './targets-infeasible.ts'
import { unitMismatch } from './unit-mismatch.ts'
import { valueStale } from './value-stale.ts'
import { waiverExpired } from './waiver-expired.ts'
import { waiverUnknown } from './waiver-unknown.ts'
import { weightsUnbalanced } from './weights-unbalanced.ts'

/** Every check, one file each. */
export const checks: readonly Check[] = [
  aggregationIllegal,
  contributionCycle,
  currencyMismatch,
  departmentWithoutContribution,
  distinctCountSummed,
  doubleCounting,
  dueAfterParent,
  formulaCycle,
  formulaUnit,
  gap,
  grainMismatch,
  indicatorsOnlyFinancial,
  indicatorsOnlyLagging,
  initiativeWithoutKpi,
  kindMismatch,
  kpiOrphan,
  kpisTooMany,
  measureDead,
  nameDuplicate,
  neverObserved,
  objectiveWithoutKpi,
  overAllocation,
  ownerMissing,
  parentCycle,
  perspectiveShare,
  perspectiveWithoutKpi,
  polarityUnstated,
  ratioAveraged,
  reconciliationNotCheckable,
  referenceAmbiguous,
  referenceDangling,
  reviewOverdue,
  smartAchievable,
  smartMeasurable,
  smartRelevant,
  smartSpecific,
  smartTimed,
  stockSummed,
  targetExpired,
  targetLooserThanParent,
  targetMissing,
  targetNeverChanged,
  targetOutsideBounds,
  targetsContradict,
  targetsInfeasible,
  unitMismatch,
  valueStale,
  waiverExpired,
  waiverUnknown,
  weightsUnbalanced,
]
