import { reasonCode } from '../quantity/missing.ts'
import type { Observations } from '../series/observations.ts'
import type { Strategy } from '../strategy/model.ts'
import type { Columns } from './columns.ts'
import type { Horizon } from './horizon.ts'

/** Where the observed values of each measure go: the offset of its row, or −1. */
export type ObservedRow = (measure: string) => number

/** Fills observed rows, all of which end before the cell `rowsEnd`, with what was known on the as-of day: rules A12 and A13. */
export function fillObserved(
  strategy: Strategy,
  observations: Observations,
  horizon: Horizon,
  rowOf: ObservedRow,
  columns: Columns,
  rowsEnd: number,
): void {
  const { measureIds, count, measure, ordinal, value, recorded } = observations
  const offsets = new Int32Array(measureIds.length)
  const firsts = new Int32Array(measureIds.length)
  const closed = new Int32Array(measureIds.length)
  for (const [handle, id] of measureIds.entries()) {
    const grain = strategy.measures.get(id)?.grain
    offsets[handle] = grain ? rowOf(id) : -1
    if (!grain) continue
    firsts[handle] = horizon.timeline(grain).first
    closed[handle] = horizon.closed(grain)
  }
  const known = new Int32Array(rowsEnd)
  for (let row = 0; row < count; row++) {
    const handle = measure[row] as number
    const offset = offsets[handle] as number
    const index = (ordinal[row] as number) - (firsts[handle] as number)
    if (offset < 0 || index < 0 || index >= (closed[handle] as number)) continue
    const day = recorded[row] as number
    if (day > horizon.asOf) continue
    // Days may be negative; kept shifted so that 0 says "nothing yet".
    const shifted = day + 0x40000000
    const at = offset + index
    if (shifted < (known[at] as number)) continue
    known[at] = shifted
    const one = value[row] as number
    columns.cells[at] = one
    columns.marks[at] = Number.isNaN(one) ? reasonCode['not-observed'] : 0
  }
}
