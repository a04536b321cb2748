import type { Alignment, Day, Diagnostic, Observations, SourceFile, Strategy } from '@keelson/core'
import { align, dayIn, Engine, ObservationsBuilder, readStrategy } from '@keelson/core'
import type { Tenant } from '../store/database.ts'
import { documentsAt, strategySeq } from '../store/read/document.ts'
import { kindsBetween } from '../store/read/event.ts'
import type { KeptObservation } from '../store/read/observation.ts'
import { observationsBetween } from '../store/read/observation.ts'
import { Members } from './members.ts'

/**
 * An organisation as the engine sees it: its strategy, its values and every number made from them, after the event
 * `seq`. It is rebuilt from the store and kept current from the sequence of events; nothing is kept here alone.
 */
export class LiveOrganisation {
  readonly orgId: string
  readonly #clock: () => number
  readonly members = new Members()
  seq = 0
  /** The last event that changed a strategy file. */
  strategySeq = 0
  files: readonly SourceFile[] = []
  strategy: Strategy
  diagnostics: readonly Diagnostic[] = []
  engine: Engine
  #values = new ObservationsBuilder()
  #alignment: Alignment | undefined

  constructor(orgId: string, clock: () => number) {
    this.orgId = orgId
    this.#clock = clock
    this.strategy = readStrategy([]).strategy
    this.engine = this.#compute()
  }

  /** The day it is where the organisation is, or the day that its strategy describes. */
  get today(): Day {
    const { asOf, timeZone } = this.strategy.organisation
    return asOf ?? dayIn(timeZone, this.#clock())
  }

  /** Every value handed in, in that order. */
  get observations(): Observations {
    return this.#values.build()
  }

  /** Findings and the alignment score as things stand. */
  get alignment(): Alignment {
    this.#alignment ??= align(this.engine)
    return this.#alignment
  }

  /** Takes in everything up to an event. */
  async catchUp(tenant: Tenant, seq: number): Promise<void> {
    if (seq <= this.seq) return
    const happened = await kindsBetween(tenant, this.orgId, this.seq, seq)
    await this.members.catchUp(tenant, this.orgId, happened)
    const strategy = happened.has('strategy-applied')
      ? { files: await documentsAt(tenant, this.orgId, seq), seq: await strategySeq(tenant, this.orgId, seq) }
      : undefined
    const rows = happened.has('values-recorded')
      ? await observationsBetween(tenant, this.orgId, this.seq, seq)
      : []
    this.take(seq, rows, strategy)
  }

  /** Takes in what was read or written: values, and the strategy files where they changed. */
  take(
    seq: number,
    rows: readonly KeptObservation[],
    strategy?: { readonly files: readonly SourceFile[]; readonly seq: number },
  ): void {
    if (strategy) {
      this.files = strategy.files
      this.strategySeq = strategy.seq
      const reading = readStrategy(strategy.files)
      this.strategy = reading.strategy
      this.diagnostics = reading.diagnostics
    }
    for (const row of rows) addTo(this.#values, row)
    if (strategy || !this.#updates(rows)) this.engine = this.#compute()
    else if (rows.length > 0) {
      this.engine.update(
        rows.map(({ measure, ordinal, value }) => ({ kind: 'value', measure, ordinal, value })),
      )
    }
    if (strategy || rows.length > 0) this.#alignment = undefined
    this.seq = seq
  }

  /** Computes everything again where the day has turned. */
  turnDay(): boolean {
    if (this.engine.asOf === this.today) return false
    this.engine = this.#compute()
    this.#alignment = undefined
    return true
  }

  /** Whether the engine can take the rows as changes: known since today, in periods that it holds. */
  #updates(rows: readonly KeptObservation[]): boolean {
    const { asOf } = this.engine
    return rows.every(({ measure, ordinal, recorded }) => {
      const grain = this.strategy.measures.get(measure)?.grain
      return recorded === asOf && grain !== undefined && ordinal >= this.engine.timeline(grain).first
    })
  }

  #compute(): Engine {
    return new Engine(this.strategy, this.#values.build(), { asOf: this.today, isLasting: true })
  }
}

export function addTo(values: ObservationsBuilder, row: KeptObservation): void {
  const { measure, ordinal, value, recorded, source, note } = row
  const more =
    source === null && note === null ? undefined : { ...(source && { source }), ...(note && { note }) }
  values.add(measure, ordinal, value, recorded, 0, 0, more)
}
