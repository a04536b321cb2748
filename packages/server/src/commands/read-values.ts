import { readObservationRows } from '@keelson/core'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { ValuesInput } from './record-values.ts'

/** A row of values as sent; fields that are not there are undefined. */
export type SentRow = {
  readonly measure: string
  readonly period: string
  readonly value: string | number | null
  readonly recorded?: string | undefined
  readonly source?: string | undefined
  readonly note?: string | undefined
  readonly sourceSeq?: number | undefined
  readonly reason?: string | undefined
}

/** Reads rows by the strategy's measures, units and calendar; what cannot be read is rejected with its reason. */
export function readValues(live: LiveOrganisation, rows: readonly SentRow[]): ValuesInput {
  const { read, rejected } = readObservationRows(rows, live.strategy, live.today)
  const values = read.map(({ row, measure, ordinal, value, recorded }) => {
    const sent = rows[row - 1] as SentRow
    return {
      row,
      measure,
      ordinal,
      value: Number.isNaN(value) ? null : value,
      recorded,
      isDated: sent.recorded !== undefined,
      source: sent.source,
      note: sent.note,
      sourceSeq: sent.sourceSeq,
      reason: sent.reason,
    }
  })
  return { values, rejected }
}
