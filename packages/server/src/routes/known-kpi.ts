import type { Kpi, Measure, Strategy } from '@keelson/core'
import { nearest } from '@keelson/core'
import { Failure } from '../errors.ts'

/** Throws `not-found` where a strategy has no KPI of an id, with the one that was probably meant. */
export function demandKpi({ kpis }: Strategy, id: string): void {
  if (kpis.has(id)) return
  const meant = nearest(id, kpis.keys())
  throw new Failure(
    'not-found',
    `There is no KPI "${id}"${meant === undefined ? '.' : `; did you mean ${meant}?`}`,
  )
}

/** A KPI with its measure; throws as `demandKpi` does. */
export function kpiNamed(strategy: Strategy, id: string): { readonly kpi: Kpi; readonly measure: Measure } {
  demandKpi(strategy, id)
  const kpi = strategy.kpis.get(id) as Kpi
  return { kpi, measure: strategy.measures.get(kpi.measure) as Measure }
}
