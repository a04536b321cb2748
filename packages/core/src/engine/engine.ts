import { reasonCode, reasons } from '../quantity/missing.ts'
import { statuses } from '../score/status.ts'
import type { Observations } from '../series/observations.ts'
import type { Id, Kpi, Strategy, Weight } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Timeline } from '../time/timeline.ts'
import type { Parts } from './assemble.ts'
import { assemble } from './assemble.ts'
import type { Change, EngineOptions } from './change.ts'
import { estimateMark, reasonIn, statusIn } from './columns.ts'
import { LaterValues } from './later.ts'
import { measuredGrains } from './needs.ts'
import type { NodeKind } from './nodes.ts'
import type { KpiCell, MeasureCell, Results, ScoreCell } from './results.ts'
import type { Measured } from './targets.ts'

/**
 * The incremental engine: every row computed once, then again only where something it is made from changed. A row is
 * always made anew from its inputs, never by adding differences, so that an update gives the bits a full run gives.
 */
export class Engine implements Results {
  readonly asOf: Day
  readonly grain: Grain
  readonly observations: Observations
  readonly #isLasting: boolean
  readonly later: LaterValues
  #strategy: Strategy
  /** The KPIs as changed: a copy, made when the first of them changes. */
  #kpis: Map<Id, Kpi> | undefined
  #parts: Parts

  constructor(strategy: Strategy, observations: Observations, options: EngineOptions) {
    this.#strategy = strategy
    this.asOf = options.asOf
    this.grain = options.grain ?? strategy.organisation.grain
    this.observations = observations
    this.#isLasting = options.isLasting ?? false
    this.#parts = assemble(strategy, observations, this.asOf, this.grain, this.#isLasting)
    this.later = new LaterValues(this.#parts.series)
    this.recompute()
  }

  /** The strategy with the changes taken in so far. */
  get strategy(): Strategy {
    return this.#strategy
  }

  /** Computes every row again: series, targets, scores, roll-ups. */
  recompute(): void {
    const { columns, series, kpis } = this.#parts
    series.runAll(columns)
    kpis.layAll(columns, this.#measured)
    for (let kpi = 0; kpi < kpis.kpis.length; kpi++) {
      kpis.runAll(columns, kpi)
    }
    this.#runNodes()
  }

  /** Computes values, scores and roll-ups again, with the targets as they are laid. */
  rerun(): void {
    const { columns, series, kpis } = this.#parts
    series.runAll(columns)
    for (let kpi = 0; kpi < kpis.kpis.length; kpi++) {
      kpis.runAll(columns, kpi)
    }
    this.#runNodes()
  }

  /** Computes values again, neither scores nor roll-ups. */
  rerunValues(): void {
    this.#parts.series.runAll(this.#parts.columns)
  }

  /**
   * Puts values in place of those observed of a measure, from a period of its own grain on; nothing is computed, and nothing
   * is kept of what stood there. False where the measure has no row of observed values, or not so many periods.
   */
  replace(id: Id, index: number, values: Float64Array): boolean {
    const { columns, series } = this.#parts
    const place = series.place(id)
    if (place < 0 || index < 0 || index + values.length > (series.closed[place] as number)) return false
    const row = series.observedRow(place) + index
    columns.cells.set(values, row)
    columns.marks.fill(0, row, row + values.length)
    return true
  }

  #runNodes(): void {
    const { columns, nodes } = this.#parts
    const closed = this.closed(this.grain)
    for (let node = 0; node < nodes.score.length; node++) nodes.run(columns, node, 0, closed)
  }

  /** Takes in changes and computes what depends on them. Ids and periods that are not there change nothing. */
  update(changes: readonly Change[]): void {
    let isPlanStale = false
    for (const change of changes) {
      if (change.kind === 'value') this.#changeValue(change.measure, change.ordinal, change.value)
      else if (change.kind === 'weight') this.#changeWeight(change.kpi, change.weight)
      else if (!this.#changeTargets(change.kpi, change.targets)) isPlanStale = true
    }
    if (isPlanStale) this.#planAgain()
    else this.#settle()
  }

  #planAgain(): void {
    const { columns: spent } = this.#parts
    this.later.lift(spent)
    this.#parts = assemble(this.#strategy, this.observations, this.asOf, this.grain, this.#isLasting, spent)
    this.later.settle(this.#parts.series, this.#parts.columns)
    this.recompute()
  }

  #changeValue(id: Id, ordinal: number, value: number): void {
    const { columns, series, dependents, work, blockOf } = this.#parts
    const place = series.place(id)
    if (place < 0) {
      this.#keepValue(id, ordinal, value)
      return
    }
    const period = ordinal - (series.firsts[place] as number)
    const closed = series.closed[place] as number
    if (period < 0 || period >= closed) return
    const at = series.observedRow(place) + period
    columns.cells[at] = value
    columns.marks[at] = Number.isNaN(value) ? reasonCode['not-observed'] : 0
    this.later.mark(at)
    const block = blockOf[place] as number
    if ((series.raw[place] as number) >= 0) work.add(block, period, closed)
    else dependents.spread(block, period, period + 1, work)
  }

  /** Nothing is made from the measure as yet. */
  #keepValue(id: Id, ordinal: number, value: number): void {
    const measure = this.#strategy.measures.get(id)
    if (measure === undefined || measure.formula || measure.aggregates.length > 0) return
    const period = ordinal - this.timeline(measure.grain).first
    if (period >= 0 && period < this.closed(measure.grain)) this.later.keep(id, ordinal, value)
  }

  #changeWeight(id: Id, weight: Weight): void {
    const kpi = this.#strategy.kpis.get(id)
    const index = this.#parts.kpiIndex.get(id)
    if (!kpi) return
    this.#changeKpi({ ...kpi, weight })
    if (index === undefined) return
    const { nodes, nodeStart, work } = this.#parts
    const closed = this.closed(this.grain)
    nodes.reweigh(index, weight, (node) => work.add(nodeStart + node, 0, closed))
  }

  /** False where the change needs rows, series or periods that were not planned. */
  #changeTargets(id: Id, targets: Kpi['targets']): boolean {
    const kpi = this.#strategy.kpis.get(id)
    if (!kpi) return true
    const changed = { ...kpi, targets }
    const hasRows = this.#changeKpi(changed)
    const { kpiIndex, needs, blockCount, work } = this.#parts
    const index = kpiIndex.get(id)
    if (index === undefined) return true
    const isPlanned = (grain: Grain) => needs.some((need) => need.kpi === index && need.grain === grain)
    if (!hasRows || ![...measuredGrains(changed)].every(isPlanned)) return false
    if (targets.some((target) => target.due > this.#lastDay())) return false
    work.add(blockCount + index, 0, 1)
    return true
  }

  /** False where its targets do not find the rows they need. */
  #changeKpi(kpi: Kpi): boolean {
    const { kpis, kpiIndex } = this.#parts
    if (!this.#kpis) {
      this.#kpis = new Map(this.#strategy.kpis)
      this.#strategy = { ...this.#strategy, kpis: this.#kpis }
    }
    this.#kpis.set(kpi.id, kpi)
    const index = kpiIndex.get(kpi.id)
    return index === undefined || kpis.change(index, kpi)
  }

  #lastDay(): Day {
    const { lastDay } = this.timeline('year')
    return lastDay[lastDay.length - 1] as number
  }

  #settle(): void {
    const { columns, series, kpis, nodes, work, dependents, cyclic, blockCount, scoreStart, nodeStart } =
      this.#parts
    const closed = this.closed(this.grain)
    for (let task = work.take(); task >= 0; task = work.take()) {
      const low = work.low(task)
      let high = work.high(task)
      if (task < blockCount) {
        if (cyclic[task] === 1) high = this.#closedBlock(task)
        series.run(columns, task, low, high)
      } else if (task < scoreStart) {
        const kpi = task - blockCount
        kpis.lay(columns, kpi, this.#measured)
        work.add(scoreStart + kpi, 0, kpis.count(kpi))
        continue
      } else if (task < nodeStart) kpis.run(columns, task - scoreStart, low, high)
      else nodes.run(columns, task - nodeStart, low, Math.min(high, closed))
      dependents.spread(task, low, high, work)
    }
  }

  #closedBlock(block: number): number {
    const { plan, closed } = this.#parts.series
    return closed[plan.blocks.members[plan.blocks.starts[block] as number] as number] as number
  }

  /** Reads measured values for baselines and seasonal shapes. */
  readonly #measured = (id: Id): Measured => {
    const { columns, series } = this.#parts
    return (grain, ordinal) => {
      const index = series.plan.index.place(grain, id)
      if (index < 0) return Number.NaN
      const { first, count } = this.timeline(grain)
      const period = ordinal - first
      return period < 0 || period >= count
        ? Number.NaN
        : (columns.cells[(series.offsets[index] as number) + period] as number)
    }
  }

  timeline(grain: Grain): Timeline {
    return this.#parts.horizon.timeline(grain)
  }

  closed(grain: Grain): number {
    return this.#parts.horizon.closed(grain)
  }

  measure(id: Id, grain: Grain, index: number): MeasureCell | undefined {
    const measure = this.#strategy.measures.get(id)
    if (!measure || isFiner(grain, measure.grain)) return undefined
    const { series } = this.#parts
    const place = series.plan.index.place(grain, id)
    if (place < 0 || !(index >= 0 && index < this.timeline(grain).count)) return undefined
    return this.#measureCell(series.offsets[place] as number, series.coverage[place] as number, index)
  }

  #measureCell(row: number, coverageRow: number, index: number): MeasureCell {
    const { cells, marks, ages } = this.#parts.columns
    const reason = marks[row + index] as number
    const coverage = coverageRow < 0 ? (reason === 0 ? 1 : 0) : (cells[coverageRow + index] as number)
    return {
      value: cells[row + index] as number,
      reason: reasons[reason] as MeasureCell['reason'],
      ageDays: ages[row + index] ?? 0,
      coverage,
    }
  }

  kpiGrain(id: Id): Grain | undefined {
    const { kpis, kpiIndex } = this.#parts
    const index = kpiIndex.get(id)
    return index === undefined ? undefined : kpis.grains[index]
  }

  kpi(id: Id, index: number): KpiCell | undefined {
    const { columns, kpis, kpiIndex } = this.#parts
    const kpi = kpiIndex.get(id)
    if (kpi === undefined) return undefined
    if (!(index >= 0 && index < this.timeline(kpis.grains[kpi] as Grain).count)) return undefined
    const actual = this.#measureCell(kpis.value(kpi), kpis.coverage(kpi), index)
    const score = this.#scoreCell(kpis.score(kpi), index)
    return {
      ...score,
      coverage: score.reason === 'present' ? actual.coverage : 0,
      actual,
      target: columns.cells[kpis.target(kpi) + index] as number,
      high: kpis.highAt(columns, kpi, index),
      original: kpis.originalAt(columns, kpi, index),
      binding: kpis.bindingAt(kpi, index),
    }
  }

  actuals(id: Id): Float64Array {
    const { columns, kpis, kpiIndex } = this.#parts
    const kpi = kpiIndex.get(id)
    if (kpi === undefined) return new Float64Array(0)
    const row = kpis.value(kpi)
    return columns.cells.subarray(row, row + this.closed(kpis.grains[kpi] as Grain))
  }

  #scoreCell(row: number, index: number): ScoreCell {
    const { cells, marks, ages } = this.#parts.columns
    const mark = marks[row + index] as number
    return {
      score: cells[row + index] as number,
      reason: reasons[reasonIn(mark)] as ScoreCell['reason'],
      coverage: 0,
      ageDays: ages[row + index] ?? 0,
      status: statuses[statusIn(mark)] as ScoreCell['status'],
      isEstimate: (mark & estimateMark) !== 0,
    }
  }

  node(kind: NodeKind, id: Id, index: number): ScoreCell | undefined {
    const { columns, nodes, nodeIndex } = this.#parts
    const node = nodeIndex.get(kind, id)
    if (node === undefined || !(index >= 0 && index < this.timeline(this.grain).count)) return undefined
    const coverage = columns.cells[(nodes.coverage[node] as number) + index] as number
    return { ...this.#scoreCell(nodes.score[node] as number, index), coverage }
  }
}
