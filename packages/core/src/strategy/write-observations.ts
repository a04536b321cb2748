import type { Unit } from '../quantity/unit.ts'
import { writeStored } from '../quantity/unit.ts'
import type { Observations } from '../series/observations.ts'
import { printDay } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import { grains } from '../time/grain.ts'
import type { SourceFile } from './collect.ts'
import type { Strategy } from './model.ts'

const heading = 'measure,period,value,recorded,source,note\n'

/**
 * Writes observed values as CSV files, one for each grain, in the order of measures, periods and days of record: the
 * same observations give the same bytes, and reading them gives the same observations. Values of measures that are
 * not in the strategy, or are computed in it, have no unit and stay out.
 */
export function writeObservations(observations: Observations, strategy: Strategy): readonly SourceFile[] {
  const lines = new Map<Grain, string[]>()
  for (const row of inOrder(observations)) {
    const id = observations.measureIds[observations.measure[row] as number] as string
    const measure = strategy.measures.get(id)
    if (!measure || measure.formula || measure.aggregates.length > 0) continue
    const list = lines.get(measure.grain) ?? []
    lines.set(measure.grain, list)
    const note = observations.notes.get(row)
    const cells = [
      id,
      strategy.organisation.calendar.name(measure.grain, observations.ordinal[row] as number),
      written(observations.value[row] as number, measure.unit),
      printDay(observations.recorded[row] as number),
      note?.source ?? '',
      note?.note ?? '',
    ]
    list.push(cells.map(quoted).join(','))
  }
  return grains.flatMap((grain) => {
    const rows = lines.get(grain)
    return rows ? [{ name: `observations/${grain}.csv`, text: `${heading}${rows.join('\n')}\n` }] : []
  })
}

function written(value: number, unit: Unit): string {
  return Number.isNaN(value) ? 'n/a' : writeStored(value, unit)
}

/** Rows that are alike in all three stay in the order in which they were read. */
function inOrder({ count, measureIds, measure, ordinal, recorded }: Observations): number[] {
  const ranks = rankOf(measureIds)
  const column = (values: Int32Array, row: number) => values[row] as number
  return Array.from({ length: count }, (_, row) => row).sort(
    (a, b) =>
      (ranks[column(measure, a)] as number) - (ranks[column(measure, b)] as number) ||
      column(ordinal, a) - column(ordinal, b) ||
      column(recorded, a) - column(recorded, b) ||
      a - b,
  )
}

function rankOf(ids: readonly string[]): Int32Array {
  const ranks = new Int32Array(ids.length)
  const order = ids
    .map((_, handle) => handle)
    .sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1))
  for (const [rank, handle] of order.entries()) ranks[handle] = rank
  return ranks
}

function quoted(cell: string): string {
  return /[",\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
