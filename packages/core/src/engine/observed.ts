import { reasonCode } from '../quantity/missing.ts'
import type { Observations } from '../series/observations.ts'
import type { Day } from '../time/day.ts'
import type { Columns } from './columns.ts'
import type { SeriesRows } from './series-rows.ts'

/** Fills observed rows with what was known on the as-of day: rules A12 and A13. */
export function fillObserved(
  observations: Observations,
  series: SeriesRows,
  asOf: Day,
  columns: Columns,
): void {
  const spans = spansOf(observations, series)
  if (!fillInOrder(observations, spans, asOf, columns)) {
    fillByDay(observations, spans, asOf, columns, new Int32Array(series.end))
  }
}

/** For each measure observed: the cell of ordinal 0, and its cells that have ended, from `low` to `high`. */
type Spans = { readonly zero: Int32Array; readonly low: Int32Array; readonly high: Int32Array }

function spansOf({ measureIds }: Observations, series: SeriesRows): Spans {
  const count = measureIds.length
  const { index } = series.plan
  const spans = { zero: new Int32Array(count), low: new Int32Array(count), high: new Int32Array(count) }
  for (let handle = 0; handle < count; handle++) {
    const place = index.find(index.following(measureIds[handle] as string), series.observed)
    if (place < 0) continue
    const row = series.observedRow(place)
    spans.zero[handle] = row - (series.firsts[place] as number)
    spans.low[handle] = row
    spans.high[handle] = row + (series.closed[place] as number)
  }
  return spans
}

/**
 * The usual case: every measure was recorded in the order of days, so that the later row counts. False where a row is
 * older than one before it; what was filled in until then has to be done again.
 */
function fillInOrder(
  { count, measure, ordinal, value, recorded }: Observations,
  { zero, low, high }: Spans,
  asOf: Day,
  { cells, marks }: Columns,
): boolean {
  const latest = new Int32Array(zero.length).fill(firstDay)
  for (let row = 0; row < count; ) {
    const handle = measure[row] as number
    const start = zero[handle] as number
    const from = low[handle] as number
    const to = high[handle] as number
    let last = latest[handle] as number
    // Rows of a measure mostly follow one another.
    for (; row < count && measure[row] === handle; row++) {
      const at = start + (ordinal[row] as number)
      const day = recorded[row] as number
      if (at < from || at >= to || day > asOf) continue
      if (day < last) return false
      last = day
      const known = value[row] as number
      cells[at] = known
      marks[at] = Number.isNaN(known) ? missing : 0
    }
    latest[handle] = last
  }
  return true
}

/** `known` has room for the day on which each cell was recorded. */
function fillByDay(
  { count, measure, ordinal, value, recorded }: Observations,
  { zero, low, high }: Spans,
  asOf: Day,
  { cells, marks }: Columns,
  known: Int32Array,
): void {
  known.fill(firstDay)
  for (let row = 0; row < count; row++) {
    const handle = measure[row] as number
    const at = (zero[handle] as number) + (ordinal[row] as number)
    const day = recorded[row] as number
    if (at < (low[handle] as number) || at >= (high[handle] as number) || day > asOf) continue
    if (day < (known[at] as number)) continue
    known[at] = day
    cells[at] = value[row] as number
    marks[at] = Number.isNaN(value[row]) ? missing : 0
  }
}

const firstDay = -0x80000000
const missing = reasonCode['not-observed']
