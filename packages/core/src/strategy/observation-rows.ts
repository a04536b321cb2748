import { ObservationsBuilder } from '../series/observations.ts'
import { fill } from '../text/diagnostic.ts'
import type { Day } from '../time/day.ts'
import { printDay } from '../time/day.ts'
import type { Strategy } from './model.ts'
import { RowReader, rowWords } from './observation-row.ts'

/** An observed value as handed in: a number is in the measure's unit as written, null or NaN is explicitly nothing. */
export type ObservationText = {
  readonly measure: string
  readonly period: string
  readonly value: string | number | null
  /** The day since when it is known, year-month-day. */
  readonly recorded?: string | undefined
}

/** A row that was read; `value` in stored units, NaN where there is explicitly nothing. */
export type ReadObservation = {
  readonly row: number
  readonly measure: string
  readonly ordinal: number
  readonly value: number
  readonly recorded: Day
}

/** A row that was not, by its number from 1. */
export type RowRejection = {
  readonly row: number
  readonly code: string
  readonly field: string
  readonly message: string
}

/** Every row handed in is in one of the two. */
export type RowsReading = {
  readonly read: readonly ReadObservation[]
  readonly rejected: readonly RowRejection[]
}

const ofFile = / None of its rows in this file were read\.$/

/**
 * Reads observed values row by row, as the reader of files does. A row that does not say since when it is known is
 * known since `today`; one known only after that is rejected.
 */
export function readObservationRows(
  rows: readonly ObservationText[],
  strategy: Strategy,
  today: Day,
): RowsReading {
  const builder = new ObservationsBuilder()
  const reader = new RowReader(strategy, builder)
  // A person writes 1,2 Mio or 1.2 M; what could mean two things is refused.
  reader.decimal = 'either'
  const places: number[] = []
  const rejected: RowRejection[] = []
  const now = printDay(today)
  for (const [index, { measure, period, value, recorded }] of rows.entries()) {
    const fault = reader.read(measure, period, value ?? '', recorded ?? now, '', '', 0)
    if (fault === undefined) places.push(index)
    else {
      const { code, field, facts } = fault
      const message = fill(rowWords[code], { ...facts, row: index + 1, column: field }).replace(ofFile, '')
      rejected.push({ row: index + 1, code, field, message })
    }
  }
  const { measureIds, measure, ordinal, value, recorded } = builder.build()
  const read: ReadObservation[] = []
  for (const [at, index] of places.entries()) {
    const day = recorded[at] as Day
    if (day > today) rejected.push(tooLate(index, day, now))
    else {
      const id = measureIds[measure[at] as number] as string
      read.push({
        row: index + 1,
        measure: id,
        ordinal: ordinal[at] as number,
        value: value[at] as number,
        recorded: day,
      })
    }
  }
  return { read, rejected: rejected.sort((a, b) => a.row - b.row) }
}

function tooLate(index: number, day: Day, now: string): RowRejection {
  return {
    row: index + 1,
    code: 'observation-recorded-later',
    field: 'recorded',
    message: `Row ${index + 1}, column recorded: ${printDay(day)} has not come yet; today is ${now}. Write the day since when the value is known, or leave it out.`,
  }
}
