import { formatAmount } from '../quantity/format.ts'
import type { Unit } from '../quantity/unit.ts'
import { point } from '../quantity/unit.ts'

/** The difference of two stored numbers: that of two percentages is in points. */
export function formatDifference(value: number, unit: Unit): string {
  return formatAmount(value, unit.form === 'percent' ? point : unit)
}
