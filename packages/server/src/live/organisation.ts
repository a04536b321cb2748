import type { Alignment, Day, Diagnostic, Observations, SourceFile, Strategy } from '@keelson/core'
import { alignInSteps, dayIn, Engine, ObservationsBuilder, readStrategy } from '@keelson/core'
import type { Tenant } from '../store/database.ts'
import { documentsAt, strategySeq } from '../store/read/document.ts'
import { kindsBetween } from '../store/read/event.ts'
import { lockedUntil } from '../store/read/lock.ts'
import type { KeptObservation, ValueColumns } from '../store/read/observation.ts'
import { observationsBetween, valuesUpTo } from '../store/read/observation.ts'
import { Members, readMembers } from './members.ts'

const mostAnswers = 2000
/** The kinds of events that record values. */
const valueKinds = ['values-recorded', 'import-committed', 'import-undone']
/** How long checks may keep others waiting, and how often they are begun again when something changes meanwhile. */
const turnMs = 10
const mostTries = 3

/**
 * An organisation as the engine sees it: its strategy, its values and every number made from them, after the event
 * `seq`. It is rebuilt from the store and kept current from the sequence of events; nothing is kept here alone.
 */
export class LiveOrganisation {
  readonly orgId: string
  readonly #clock: () => number
  readonly members = new Members()
  seq = 0
  /** The last day whose values are closed; before every day where none is. */
  lockedUntil = Number.NEGATIVE_INFINITY
  /** The last event that changed a strategy file. */
  strategySeq = 0
  files: readonly SourceFile[] = []
  strategy: Strategy
  diagnostics: readonly Diagnostic[] = []
  engine: Engine
  #values = new ObservationsBuilder()
  #alignment: Alignment | undefined
  #aligning: Promise<void> | undefined
  /** Answers as they were sent, by their addresses, for as long as nothing changes. */
  readonly #answers = new Map<string, string>()

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

  /** Findings and the alignment score as things stand; other requests are answered while they are made. */
  async align(): Promise<Alignment> {
    for (let tries = 1; !this.#alignment; tries++) {
      this.#aligning ??= this.#alignInTurns(tries < mostTries).finally(() => {
        this.#aligning = undefined
      })
      await this.#aligning
    }
    return this.#alignment
  }

  /** Gives up where something changes meanwhile; who asks again and again is answered without a pause at last. */
  async #alignInTurns(pauses: boolean): Promise<void> {
    const { engine, seq } = this
    const steps = alignInSteps(engine)
    let since = performance.now()
    for (;;) {
      const step = steps.next()
      if (step.done) {
        this.#alignment = step.value
        return
      }
      if (!pauses || performance.now() - since < turnMs) continue
      await new Promise((resolve) => setImmediate(resolve))
      if (this.engine !== engine || this.seq !== seq) return
      since = performance.now()
    }
  }

  /** The answer of an address, made once for as long as nothing changes. */
  answer(address: string, make: () => string): string {
    let text = this.#answers.get(address)
    if (text === undefined) {
      text = make()
      if (this.#answers.size >= mostAnswers) this.#answers.clear()
      this.#answers.set(address, text)
    }
    return text
  }

  /** Takes in everything up to an event. What somebody else took in meanwhile is not taken in again. */
  async catchUp(tenant: Tenant, seq: number): Promise<void> {
    while (this.seq < seq) {
      const from = this.seq
      const happened = await kindsBetween(tenant, this.orgId, from, seq)
      const mayHaveChanged = happened.has('negotiation-moved') || happened.has('review-moved')
      const changed =
        mayHaveChanged && !happened.has('strategy-applied')
          ? (await strategySeq(tenant, this.orgId, seq)) > this.strategySeq
          : happened.has('strategy-applied')
      const strategy = changed
        ? {
            files: await documentsAt(tenant, this.orgId, seq),
            seq: await strategySeq(tenant, this.orgId, seq),
          }
        : undefined
      const isFirst = from === 0
      const all = isFirst ? await valuesUpTo(tenant, this.orgId, seq) : []
      const rows =
        !isFirst && valueKinds.some((kind) => happened.has(kind))
          ? await observationsBetween(tenant, this.orgId, from, seq)
          : []
      const locked = happened.has('periods-locked') ? await lockedUntil(tenant, this.orgId) : this.lockedUntil
      const members = await readMembers(tenant, this.orgId, happened)
      // What somebody else took in meanwhile may be newer than what was read here.
      if (this.seq !== from) continue
      if (members) this.members.take(members)
      this.lockedUntil = locked
      for (const columns of all) addColumns(this.#values, columns)
      this.take(seq, rows, strategy)
    }
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
    for (const { measure, ordinal, value, recorded } of rows)
      this.#values.add(measure, ordinal, value, recorded)
    if (strategy || !this.#updates(rows)) this.engine = this.#compute()
    else if (rows.length > 0) {
      this.engine.update(
        rows.map(({ measure, ordinal, value }) => ({ kind: 'value', measure, ordinal, value })),
      )
    }
    if (strategy || rows.length > 0) this.#alignment = undefined
    this.#answers.clear()
    this.seq = seq
  }

  /** Computes everything again where the day has turned. */
  turnDay(): boolean {
    if (this.engine.asOf === this.today) return false
    this.engine = this.#compute()
    this.#alignment = undefined
    this.#answers.clear()
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

/** Adds the values of a measure. Sources and notes stay in the store: no number is made from them. */
export function addColumns(
  values: ObservationsBuilder,
  { measure, ordinal, value, recorded }: ValueColumns,
): void {
  for (let at = 0; at < ordinal.length; at++) {
    values.add(measure, ordinal[at] as number, value[at] as number, recorded[at] as number)
  }
}
