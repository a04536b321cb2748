import type { Reason } from '../../quantity/missing.ts'
import { oldest } from '../columns.ts'
import type { MeasureCell } from '../results.ts'

export function missingCell(reason: Reason): MeasureCell {
  return { value: Number.NaN, reason, ageDays: 0, coverage: 0 }
}

/** A number as a cell: missing where it is not finite. */
export function cellOf(value: number, ageDays: number, coverage: number): MeasureCell {
  if (!Number.isFinite(value)) return missingCell('not-finite')
  return { value, reason: 'present', ageDays: Math.min(ageDays, oldest), coverage }
}
