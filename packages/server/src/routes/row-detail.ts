import type { Engine, KpiRow, Meaning } from '@keelson/core'
import { meaningOf, readSeries, seasonOf } from '@keelson/core'
import { finiteNumber } from './finite.ts'
import { writerOf } from './written.ts'

const shown = 13

/** What a scorecard shows of a KPI beside its numbers of one period. */
export function rowDetail(engine: Engine, { id, difference, target }: KpiRow) {
  const { kpis, measures, people } = engine.strategy
  const kpi = kpis.get(id)
  const measure = kpi && measures.get(kpi.measure)
  const values = engine.actuals(id)
  const write = writerOf(engine, id)
  const sign = { higher: 1, lower: -1, range: 0 }[measure?.polarity ?? 'range']
  return {
    ownerName: (kpi?.owner && people.get(kpi.owner)?.name) ?? null,
    department: kpi?.department ?? null,
    objective: kpi?.objective ?? null,
    nature: measure?.nature ?? ('non-financial' as const),
    share: finiteNumber(target === 0 ? Number.NaN : difference / Math.abs(target)),
    isGood: sign === 0 || Number.isNaN(difference) ? null : sign * difference >= 0,
    recent: Array.from(values.subarray(-shown), write),
    meaning: meaningIn(engine, id, values),
  }
}

type Read = { readonly values: Float64Array; readonly meaning: Meaning | null }
const known = new Map<string, Read>()
const mostKnown = 20_000

/** Whether the last value is a signal. A series that has not changed is not read again. */
function meaningIn(engine: Engine, id: string, values: Float64Array): Meaning | null {
  const key = `${engine.strategy.organisation.id} ${id}`
  const before = known.get(key)
  if (before && same(before.values, values)) return before.meaning
  const reading = readSeries(values, seasonOf(engine.kpiGrain(id) ?? engine.grain))
  const last = values.findLastIndex((value) => Number.isFinite(value))
  const meaning = reading ? meaningOf(reading, last) : null
  if (known.size >= mostKnown) known.clear()
  known.set(key, { values: values.slice(), meaning })
  return meaning
}

function same(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, at) => Object.is(value, b[at]))
}
