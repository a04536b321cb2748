import type { Observations } from '../../series/observations.ts'
import type { Id } from '../../strategy/model.ts'
import type { Day } from '../../time/day.ts'

/** The row of `Observations` that counts for a measure's period (rule A12); −1 where there is none. */
export type CountingRow = (measure: Id, ordinal: number) => number

/** Finds, for every measure and period, the record that was known last on the as-of day. */
export function countingRows(observations: Observations, asOf: Day): CountingRow {
  const { measureIds, count, measure, ordinal, recorded } = observations
  const byMeasure = new Map<Id, Map<number, number>>()
  for (const id of measureIds) byMeasure.set(id, new Map())
  for (let row = 0; row < count; row++) {
    const rows = byMeasure.get(measureIds[measure[row] as number] as Id)
    const day = recorded[row] as number
    if (!rows || day > asOf) continue
    const period = ordinal[row] as number
    const known = rows.get(period)
    if (known === undefined || day >= (recorded[known] as number)) rows.set(period, row)
  }
  return (id, period) => byMeasure.get(id)?.get(period) ?? -1
}
