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
import { runAggregate } from './aggregate.ts'
import type { Columns, Layout } from './columns.ts'
import { oldest } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Making, Rate, Refused, SeriesPlan } from './plan.ts'
import { measureOf, none } from './plan.ts'
import { runResample } from './resample.ts'

/** The rows of every planned series, and how to compute any stretch of one. */
export class SeriesRows {
  readonly plan: SeriesPlan
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
  readonly #refused: number[] = []
  /** The series of a block that is computed a row at a time; −1 where it goes period by period. */
  readonly #alone: Int32Array
  readonly #quotients: Quotients
  /** The kernel of a series that is a quotient, or −1. */
  readonly #quotient: Int32Array
  /** The inputs of formulas by their names, for the few whose cells are looked at one by one. */
  readonly #named = new Map<number, ReadonlyMap<string, number>>()

  constructor(plan: SeriesPlan, strategy: Strategy, horizon: Horizon, layout: Layout) {
    const { count } = plan
    this.plan = plan
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
    for (let series = 0; series < count; series++) this.#place(series, layout)
    this.end = layout.size
    this.#alone = this.#blocksAlone()
    this.#quotients = new Quotients(this.counts.reduce((most, one) => Math.max(most, one), 0))
    for (let series = 0; series < count; series++) {
      const how = plan.makings[series] as Making
      if (how.kind === 'formula') this.#compile(series, how.formula)
    }
  }

  #place(series: number, layout: Layout): void {
    const { grains, makings, aged, partial } = this.plan
    const grain = grains[series] as Grain
    const how = makings[series] as Making
    const { first, count } = this.#horizon.timeline(grain)
    this.firsts[series] = first
    this.closed[series] = this.#horizon.closed(grain)
    this.counts[series] = count
    this.offsets[series] = layout.row(count)
    if (partial[series] === 1) this.coverage[series] = layout.row(count)
    if (how.kind === 'refused') this.#refused.push(series)
    if (how.kind !== 'observed') return
    this.observed[series] = 1
    if (aged[series] === 1) this.raw[series] = layout.row(count)
  }

  #blocksAlone(): Int32Array {
    const { blocks, inputs } = this.plan
    const alone = new Int32Array(blocks.count).fill(-1)
    for (let block = 0; block < blocks.count; block++) {
      const from = blocks.starts[block] as number
      if ((blocks.starts[block + 1] as number) - from > 1) continue
      const series = blocks.members[from] as number
      if (!(inputs[series] as readonly number[]).includes(series)) alone[block] = series
    }
    return alone
  }

  /** Every cell starts as missing, with the reason that holds until something is computed. */
  clear({ cells, marks }: Columns): void {
    cells.fill(Number.NaN, 0, this.end)
    marks.fill(reasonCode['not-observed'], 0, this.end)
    for (const series of this.#refused) {
      const { reason } = this.plan.makings[series] as Refused
      const row = this.offsets[series] as number
      marks.fill(reasonCode[reason], row, row + (this.counts[series] as number))
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
    const { index } = this.plan
    return index.find(index.number(measure), this.observed)
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
    const how = this.plan.makings[index] as Making
    switch (how.kind) {
      case 'observed':
        this.#runCarried(columns, index, low, high)
        return
      case 'formula':
        this.kernels.get(index)?.run(columns.cells, this.offsets, this.offsets[index] as number, low, high)
        this.#settle(columns, index, low, high)
        return
      case 'aggregate':
        runAggregate(columns, this, index, how, this.#horizon, low, high)
        return
      case 'resample':
        runResample(columns, this, index, how, this.#horizon, low, high)
        return
      case 'rate':
        this.#runRate(columns, index, how, low, high)
    }
  }

  /** Rule A10. */
  #runCarried({ cells, marks, ages }: Columns, index: number, low: number, high: number): void {
    const raw = this.raw[index] as number
    const row = this.offsets[index] as number
    const { lastDay } = this.#horizon.timeline(this.plan.grains[index] as Grain)
    const { carryDays } = measureOf(this.plan, index) as Measure
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

  #compile(index: number, formula: Formula): void {
    const quotient = this.#quotients.add(formula, this.plan.inputs[index] as readonly number[], this.offsets)
    this.#quotient[index] = quotient
    if (quotient >= 0) return
    const timeline = this.#horizon.timeline(this.plan.grains[index] as Grain)
    const named = this.#inputsByName(index, formula)
    this.kernels.set(
      index,
      compile(formula, timeline, (id) => named.get(id) as number),
    )
  }

  /** Finds the reasons, ages and coverage of what a formula gave. */
  #settle(columns: Columns, index: number, low: number, high: number): void {
    const { cells, marks } = columns
    const row = this.offsets[index] as number
    for (let at = row + low; at < row + high; at++) {
      marks[at] = Number.isNaN(cells[at]) ? this.#whyMissing(columns, index, at - row) : 0
    }
    const { aged, partial } = this.plan
    if (aged[index] === 1 || partial[index] === 1) this.#runFreshness(columns, index, low, high)
  }

  #whyMissing(columns: Columns, index: number, period: number): number {
    const how = this.plan.makings[index] as Making
    if (how.kind !== 'formula') return 0
    const inputs = this.#inputsByName(index, how.formula)
    const timeline = this.#horizon.timeline(this.plan.grains[index] as Grain)
    const read = (id: string, at: number) => this.#read(columns, inputs.get(id) as number, at)
    return interpret(how.formula, period, timeline, read).reason
  }

  #inputsByName(index: number, formula: Formula): ReadonlyMap<string, number> {
    let named = this.#named.get(index)
    if (!named) {
      const inputs = this.plan.inputs[index] as readonly number[]
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
  #runFreshness({ cells, ages }: Columns, series: number, low: number, high: number): void {
    const how = this.plan.makings[series] as Making
    if (how.kind !== 'formula') return
    const { formula } = how
    const inputs = this.#inputsByName(series, formula)
    const isAged = this.plan.aged[series] === 1
    const row = this.offsets[series] as number
    const coverageRow = this.coverage[series] as number
    const timeline = this.#horizon.timeline(this.plan.grains[series] as Grain)
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
      if (isAged) ages[row + period] = age
      if (coverageRow >= 0) cells[coverageRow + period] = least
    }
  }

  #runRate({ cells, marks }: Columns, series: number, { from, to }: Rate, low: number, high: number): void {
    const { lastDay } = this.#horizon.timeline(this.plan.grains[series] as Grain)
    const row = this.offsets[series] as number
    for (let period = low; period < high; period++) {
      const rate = rateOn(this.#strategy, from, to, lastDay[period] as number)
      cells[row + period] = rate
      marks[row + period] = Number.isNaN(rate) ? reasonCode['no-rate'] : 0
    }
  }
}
