import type { Strategy } from '@keelson/core'
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
