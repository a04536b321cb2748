import type { RowRejection } from '@keelson/core'
import { printDay } from '@keelson/core'
import { mayRecord } from '../accounts/actor.ts'
import { Failure } from '../errors.ts'
import type { KeptObservation } from '../store/read/observation.ts'
import { versionsOf } from '../store/read/observation.ts'
import type { ObservationRow } from '../store/write/observation.ts'
import { addObservations } from '../store/write/observation.ts'
import type { Command, Context } from './command.ts'

/** An observed value as read, with where it came from. */
export type GivenValue = {
  /** Its number in what was sent, from 1. */
  readonly row: number
  readonly measure: string
  readonly ordinal: number
  /** Stored units; null is explicitly nothing. */
  readonly value: number | null
  readonly recorded: number
  /** Whether the sender said since when it is known. */
  readonly isDated: boolean
  readonly source?: string | undefined
  readonly note?: string | undefined
  /** The sender's own number of this row: of the same source only a higher one has effect. */
  readonly sourceSeq?: number | undefined
  readonly reason?: string | undefined
}

export type ValuesInput = {
  readonly values: readonly GivenValue[]
  /** Rows that could not be read at all. */
  readonly rejected: readonly RowRejection[]
  /** One value by its own address: what stood there must be of this version ('' for none). */
  readonly ifVersion?: string | undefined
}

/** `rowsIn` = `written` + `unchanged` + `rejected`. */
export type ValuesAnswer = {
  readonly rowsIn: number
  readonly written: number
  readonly unchanged: number
  readonly rejected: number
  readonly rejections: readonly RowRejection[]
}

/** Records observed values; what was known before stays, and the new is told from the old by its day of record. */
export const recordValues: Command<ValuesInput, ValuesAnswer> = {
  kind: 'values-recorded',
  async run(context, { values, rejected, ifVersion }) {
    const { tenant, live, seq } = context
    const kept = new Kept(await versionsOf(tenant, live.orgId, values))
    if (ifVersion !== undefined) refuseStale(kept, values[0] as GivenValue, ifVersion)
    const rejections = [...rejected]
    const rows: ObservationRow[] = []
    let unchanged = 0
    for (const given of values) {
      const rejection = refusal(context, given)
      if (rejection) rejections.push(rejection)
      else if (kept.has(given)) unchanged++
      else {
        const row = toRow(given, live.today)
        rows.push(row)
        kept.add({ ...row, seq, place: rows.length - 1 })
      }
    }
    await addObservations(tenant, live.orgId, seq, rows)
    const answer = {
      rowsIn: values.length + rejected.length,
      written: rows.length,
      unchanged,
      rejected: rejections.length,
      rejections: rejections.sort((a, b) => a.row - b.row),
    }
    if (rows.length === 0) return { answer }
    const counts = { rowsIn: answer.rowsIn, unchanged, rejected: answer.rejected }
    const written = rows.map((row, place) => ({ ...row, seq, place }))
    return { answer, payload: { ...counts, rows: columnsOf(rows) }, rows: written }
  },
}

/** The version of the value that stands for a measure and period; '' where none does. */
export function versionOf(versions: readonly KeptObservation[]): string {
  const current = currentOf(versions)
  return current ? `${current.seq}.${current.place}` : ''
}

/** The value that counts: the one recorded last, and of one day the one handed in last. */
export function currentOf(versions: readonly KeptObservation[]): KeptObservation | undefined {
  let current: KeptObservation | undefined
  for (const one of versions) if (!current || one.recorded >= current.recorded) current = one
  return current
}

/** Versions by measure and period. */
export class Kept {
  readonly #versions = new Map<string, KeptObservation[]>()

  constructor(rows: readonly KeptObservation[]) {
    for (const row of rows) this.add(row)
  }

  add(row: KeptObservation): void {
    const key = keyOf(row)
    const list = this.#versions.get(key)
    if (list) list.push(row)
    else this.#versions.set(key, [row])
  }

  of(given: { measure: string; ordinal: number }): readonly KeptObservation[] {
    return this.#versions.get(keyOf(given)) ?? []
  }

  /** Whether the value says nothing that is not known: sent before, or the same as what stands. */
  has({ measure, ordinal, value, recorded, isDated, source, sourceSeq }: GivenValue): boolean {
    const versions = this.of({ measure, ordinal })
    if (sourceSeq !== undefined) {
      const sent = versions.filter((one) => one.source === (source ?? null) && one.sourceSeq !== null)
      if (sent.some((one) => (one.sourceSeq as number) >= sourceSeq)) return true
    }
    const number = value ?? Number.NaN
    if (isDated) return versions.some((one) => one.recorded === recorded && Object.is(one.value, number))
    const current = currentOf(versions)
    return current !== undefined && Object.is(current.value, number)
  }
}

function keyOf({ measure, ordinal }: { measure: string; ordinal: number }): string {
  return `${ordinal} ${measure}`
}

function refuseStale(kept: Kept, given: GivenValue, ifVersion: string): void {
  const versions = kept.of(given)
  if (versionOf(versions) === ifVersion) return
  throw new Failure('stale-version', undefined, { version: versionOf(versions) })
}

/** Why a value would not be recorded; undefined where it would. */
export function refusal(
  { live, actor }: Pick<Context, 'live' | 'actor'>,
  given: GivenValue,
): RowRejection | undefined {
  const { row, measure, ordinal } = given
  const { lockedUntil: locked } = live
  if (!mayRecord(actor, live.strategy, measure)) {
    const message = `Row ${row}: ${measure} is not yours to record. Its owner, the head of its department or a contributor may.`
    return { row, code: 'forbidden', field: 'measure', message }
  }
  const { calendar } = live.strategy.organisation
  const grain = live.strategy.measures.get(measure)?.grain ?? 'month'
  if (calendar.end(grain, ordinal) > locked) return undefined
  const message = `Row ${row}: ${calendar.name(grain, ordinal)} is locked: values up to ${printDay(locked)} are closed. An administrator can open them, with a reason.`
  return { row, code: 'period-locked', field: 'period', message }
}

function toRow(given: GivenValue, today: number): ObservationRow {
  const { measure, ordinal, value, recorded, source, note, sourceSeq, reason } = given
  return {
    measure,
    ordinal,
    value: value === null ? Number.NaN : value + 0,
    recorded,
    entered: today,
    source: source || null,
    note: note || null,
    sourceSeq: sourceSeq ?? null,
    reason: reason || null,
  }
}

/** Columns are a third of the length of rows. A value that is explicitly nothing is null. */
export function columnsOf(rows: readonly ObservationRow[]): Readonly<Record<string, readonly unknown[]>> {
  const column = (key: keyof ObservationRow) => rows.map((row) => row[key])
  return {
    measure: column('measure'),
    ordinal: column('ordinal'),
    value: rows.map(({ value }) => (Number.isNaN(value) ? null : value)),
    recorded: column('recorded'),
    entered: column('entered'),
    source: column('source'),
    note: column('note'),
    sourceSeq: column('sourceSeq'),
    reason: column('reason'),
  }
}
