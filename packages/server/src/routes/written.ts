import type { Results } from '@keelson/core'
import { unitOf, writeStored } from '@keelson/core'

/** Numbers of a KPI as people write them: 85.7 for 85.7 %; null where there is none. */
export function writerOf(results: Results, kpi: string): (value: number | undefined) => number | null {
  const unit = unitOf(results, kpi)
  return (value) =>
    unit && value !== undefined && Number.isFinite(value) ? Number(writeStored(value, unit)) : null
}
