import type { Check } from './check.ts'
import { gap } from './gap.ts'
import { kpiOrphan } from './kpi-orphan.ts'
import { ownerMissing } from './owner-missing.ts'

/** Every check, one file each. */
export const checks: readonly Check[] = [gap, kpiOrphan, ownerMissing]
