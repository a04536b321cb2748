import type { Formula } from '../formula/ast.ts'
import type { Kernel } from '../formula/compile.ts'
import { compile } from '../formula/compile.ts'
import { inputsAt } from '../formula/inputs.ts'
import { interpret } from '../formula/interpret.ts'
import { Quotients } from '../formula/quotients.ts'
import { references } from '../formula/references.ts'
import type { Value } from '../quantity/missing.ts'
import { reasonCode } from '../quantity/missing.ts'
import { rateOn } from '../series/rates.ts'
import type { Id, Measure, Strategy } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import type { Timeline } from '../time/timeline.ts'
import { runAggregate } from './aggregate.ts'
import type { Columns, Layout } from './columns.ts'
import { oldest } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { PlaceIndex } from './place-index.ts'
import type { Planner, Refused, Series, SeriesPlan } from './plan.ts'
import { none } from './plan.ts'
import { runResample } from './resample.ts'

/** The rows of every planned series, and how to compute any stretch of one. */
export class SeriesRows {
  readonly plan: SeriesPlan
  readonly indexes: PlaceIndex<Grain>
  readonly offsets: Int32Array
  /** The coverage row of a series, or −1 where coverage is 1 wherever there is a value. */
  readonly coverage: Int32Array
  /** Observed values before they are carried forward, or −1. */
  readonly raw: Int32Array
  /** Ordinals of the first periods, how many periods have ended, and how many there are. */
  readonly firsts: Int32Array
  readonly closed: Int32Array
  readonly counts: Int32Array
  /** 1 where values are observed. */
  readonly observed: Uint8Array
  /** Of the formulas that are no quotients. */
  readonly kernels = new Map<number, Kernel>()
  /** The first cell after all these rows. */
  readonly end: number
  readonly #strategy: Strategy
  readonly #horizon: Horizon
  readonly #refused: { readonly index: number; readonly how: Refused }[] = []
  /** The series of a block that is computed a row at a time; −1 where it goes period by period. */
  readonly #alone: Int32Array
  readonly #quotients: Quotients
  /** The kernel of a series that is a quotient, or −1. */
  readonly #quotient: Int32Array
  /** 1 where values can be old or incomplete. */
  readonly #loose: Uint8Array
  /** The inputs of formulas by their names, for the few whose cells are looked at one by one. */
  readonly #named = new Map<number, ReadonlyMap<string, number>>()

  constructor(planner: Planner, strategy: Strategy, horizon: Horizon, layout: Layout) {
    const plan = planner.plan()
    const count = plan.series.length
    this.plan = plan
    this.indexes = planner.indexes
    this.#strategy = strategy
    this.#horizon = horizon
    this.offsets = new Int32Array(count)
    this.coverage = new Int32Array(count).fill(none)
    this.raw = new Int32Array(count).fill(none)
    this.firsts = new Int32Array(count)
    this.closed = new Int32Array(count)
    this.counts = new Int32Array(count)
    this.observed = new Uint8Array(count)
    this.#quotient = new Int32Array(count).fill(-1)
    this.#loose = new Uint8Array(count)
    for (const series of plan.series) this.#place(series, layout)
    this.end = layout.size
    this.#alone = this.#blocksAlone()
    this.#quotients = new Quotients(this.counts.reduce((most, one) => Math.max(most, one), 0))
    for (const series of plan.series)
      if (series.how.kind === 'formula') this.#compile(series, series.how.formula)
  }

  #place(series: Series, layout: Layout): void {
    const { index, grain, how, aged, partial } = series
    const { first, count } = this.#horizon.timeline(grain)
    this.firsts[index] = first
    this.closed[index] = this.#horizon.closed(grain)
    this.counts[index] = count
    this.offsets[index] = layout.row(count)
    if (aged || partial) this.#loose[index] = 1
    if (partial) this.coverage[index] = layout.row(count)
    if (how.kind === 'refused') this.#refused.push({ index, how })
    if (how.kind !== 'observed') return
    this.observed[index] = 1
    if (aged) this.raw[index] = layout.row(count)
  }

  #blocksAlone(): Int32Array {
    const { blocks, series } = this.plan
    const alone = new Int32Array(blocks.count).fill(-1)
    for (let block = 0; block < blocks.count; block++) {
      const from = blocks.starts[block] as number
      if ((blocks.starts[block + 1] as number) - from > 1) continue
      const index = blocks.members[from] as number
      const readsItself = this.observed[index] === 0 && (series[index] as Series).inputs.includes(index)
      if (!readsItself) alone[block] = index
    }
    return alone
  }

  /** Every cell starts as missing, with the reason that holds until something is computed. */
  clear({ cells, marks }: Columns): void {
    cells.fill(Number.NaN, 0, this.end)
    marks.fill(reasonCode['not-observed'], 0, this.end)
    for (const { index, how } of this.#refused) {
      const row = this.offsets[index] as number
      marks.fill(reasonCode[how.reason], row, row + (this.counts[index] as number))
    }
    for (let index = 0; index < this.counts.length; index++) {
      const count = this.counts[index] as number
      const closed = this.closed[index] as number
      const coverage = this.coverage[index] as number
      if (coverage >= 0) cells.fill(0, coverage, coverage + count)
      if (closed === count) continue
      for (const row of [this.offsets[index] as number, this.raw[index] as number]) {
        if (row >= 0) marks.fill(reasonCode['not-due'], row + closed, row + count)
      }
    }
  }

  /** The observed series of a measure, or −1. */
  place(measure: Id): number {
    return this.indexes.find(measure, this.observed)
  }

  /** The row that observations of a series are written to. */
  observedRow(index: number): number {
    const raw = this.raw[index] as number
    return raw < 0 ? (this.offsets[index] as number) : raw
  }

  /** Computes one block over a stretch of periods; several series go on together, period by period. */
  run(columns: Columns, block: number, low: number, high: number): void {
    const alone = this.#alone[block] as number
    if (alone >= 0) {
      this.#runOne(columns, alone, low, Math.min(high, this.closed[alone] as number))
      return
    }
    const { members, starts } = this.plan.blocks
    const from = starts[block] as number
    const to = starts[block + 1] as number
    const end = Math.min(high, this.closed[members[from] as number] as number)
    for (let period = low; period < end; period++) {
      for (let at = from; at < to; at++) this.#runOne(columns, members[at] as number, period, period + 1)
    }
  }

  /** Computes every block in full. */
  runAll(columns: Columns): void {
    const { blocks } = this.plan
    for (let block = 0; block < blocks.count; block++) this.run(columns, block, 0, Number.MAX_SAFE_INTEGER)
  }

  #runOne(columns: Columns, index: number, low: number, high: number): void {
    const quotient = this.#quotient[index] as number
    if (quotient >= 0) {
      this.#quotients.run(quotient, columns.cells, this.offsets[index] as number, low, high)
      this.#settle(columns, index, low, high)
      return
    }
    if (this.observed[index] === 1 && (this.raw[index] as number) < 0) return
    const series = this.plan.series[index] as Series
    switch (series.how.kind) {
      case 'observed':
        this.#runCarried(columns, series, low, high)
        return
      case 'formula':
        this.kernels.get(index)?.run(columns.cells, this.offsets, this.offsets[index] as number, low, high)
        this.#settle(columns, index, low, high)
        return
      case 'aggregate':
        runAggregate(columns, this, series, this.#horizon, low, high)
        return
      case 'resample':
        this.#runResampled(columns, series, series.how.from, low, high)
        return
      case 'rate':
        this.#runRate(columns, series, low, high)
    }
  }

  /** Rule A10. */
  #runCarried({ cells, marks, ages }: Columns, series: Series, low: number, high: number): void {
    const raw = this.raw[series.index] as number
    const row = this.offsets[series.index] as number
    const { lastDay } = this.#horizon.timeline(series.grain)
    const { carryDays } = series.measure as Measure
    for (let period = low; period < high; period++) {
      let from = period
      while (from >= 0 && Number.isNaN(cells[raw + from])) {
        from--
        if (from >= 0 && (lastDay[period] as number) - (lastDay[from] as number) > carryDays) from = -1
      }
      const isFound = from >= 0
      cells[row + period] = isFound ? (cells[raw + from] as number) : Number.NaN
      marks[row + period] = isFound ? 0 : (marks[raw + period] as number)
      ages[row + period] = isFound
        ? Math.min((lastDay[period] as number) - (lastDay[from] as number), oldest)
        : 0
    }
  }

  #compile(series: Series, formula: Formula): void {
    const { index, grain, inputs } = series
    const starts = inputs.map((input) => this.offsets[input] as number)
    const quotient = this.#quotients.add(formula, starts)
    this.#quotient[index] = quotient
    if (quotient >= 0) return
    const named = this.#inputsByName(series, formula)
    this.kernels.set(
      index,
      compile(formula, this.#horizon.timeline(grain), (id) => named.get(id) as number),
    )
  }

  /** Finds the reasons, ages and coverage of what a formula gave. */
  #settle(columns: Columns, index: number, low: number, high: number): void {
    const { cells, marks } = columns
    const row = this.offsets[index] as number
    for (let at = row + low; at < row + high; at++) {
      marks[at] = Number.isNaN(cells[at]) ? this.#whyMissing(columns, index, at - row) : 0
    }
    if (this.#loose[index] === 1) this.#runFreshness(columns, this.plan.series[index] as Series, low, high)
  }

  #whyMissing(columns: Columns, index: number, period: number): number {
    const series = this.plan.series[index] as Series
    if (series.how.kind !== 'formula') return 0
    const inputs = this.#inputsByName(series, series.how.formula)
    const timeline = this.#horizon.timeline(series.grain)
    const read = (id: string, at: number) => this.#read(columns, inputs.get(id) as number, at)
    return interpret(series.how.formula, period, timeline, read).reason
  }

  #inputsByName({ index, inputs }: Series, formula: Formula): ReadonlyMap<string, number> {
    let named = this.#named.get(index)
    if (!named) {
      named = new Map(references(formula).map(({ id }, at) => [id, inputs[at] as number]))
      this.#named.set(index, named)
    }
    return named
  }

  #read({ cells, marks }: Columns, input: number, index: number): Value {
    const at = (this.offsets[input] as number) + index
    return { value: cells[at] as number, reason: marks[at] as number }
  }

  /** Rules A11 and A14: the oldest and the least complete of the inputs. */
  #runFreshness({ cells, ages }: Columns, series: Series, low: number, high: number): void {
    if (series.how.kind !== 'formula') return
    const { formula } = series.how
    const inputs = this.#inputsByName(series, formula)
    const row = this.offsets[series.index] as number
    const coverageRow = this.coverage[series.index] as number
    const timeline = this.#horizon.timeline(series.grain)
    for (let period = low; period < high; period++) {
      const isThere = !Number.isNaN(cells[row + period])
      let age = 0
      let least = isThere ? 1 : 0
      if (isThere) {
        inputsAt(formula, period, timeline, (id, index) => {
          const input = inputs.get(id) as number
          const at = (this.offsets[input] as number) + index
          if (Number.isNaN(cells[at])) return
          age = Math.max(age, ages[at] ?? 0)
          const inputCoverage = this.coverage[input] as number
          if (inputCoverage >= 0) least = Math.min(least, cells[inputCoverage + index] as number)
        })
      }
      if (series.aged) ages[row + period] = age
      if (coverageRow >= 0) cells[coverageRow + period] = least
    }
  }

  #runResampled(columns: Columns, series: Series, from: number, low: number, high: number): void {
    const fine = this.plan.series[from] as Series
    const parts = this.#horizon.parts(series.grain, fine.grain)
    runResample(columns, this, series, parts, low, high)
  }

  #runRate(columns: Columns, series: Series, low: number, high: number): void {
    if (series.how.kind !== 'rate') return
    const { from, to } = series.how
    const { lastDay } = this.#horizon.timeline(series.grain) as Timeline
    const row = this.offsets[series.index] as number
    for (let period = low; period < high; period++) {
      const rate = rateOn(this.#strategy, from, to, lastDay[period] as number)
      columns.cells[row + period] = rate
      columns.marks[row + period] = Number.isNaN(rate) ? reasonCode['no-rate'] : 0
    }
  }
}
