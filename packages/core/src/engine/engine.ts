import { reasons } from '../quantity/missing.ts'
import { statuses } from '../score/status.ts'
import type { Observations } from '../series/observations.ts'
import type { Id, Kpi, Strategy, Weight } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Timeline } from '../time/timeline.ts'
import type { Parts } from './assemble.ts'
import { assemble, layTask, measuredNeeds, nodeTask, scoreTask } from './assemble.ts'
import type { Change, EngineOptions } from './change.ts'
import { estimateMark, reasonIn, statusIn } from './columns.ts'
import { Horizon } from './horizon.ts'
import type { KpiRow } from './kpi-rows.ts'
import type { NodeKind } from './nodes.ts'
import { nodeKey } from './nodes.ts'
import type { Series } from './plan.ts'
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
  readonly later = new Map<Id, Map<number, number>>()
  #strategy: Strategy
  #kpis: Map<Id, Kpi>
  #horizon: Horizon
  #parts: Parts

  constructor(strategy: Strategy, observations: Observations, options: EngineOptions) {
    this.#kpis = new Map(strategy.kpis)
    this.#strategy = { ...strategy, kpis: this.#kpis }
    this.asOf = options.asOf
    this.grain = options.grain ?? strategy.organisation.grain
    this.observations = observations
    this.#horizon = new Horizon(this.#strategy, observations, options.asOf)
    this.#parts = assemble(this.#strategy, observations, this.later, this.#horizon, this.grain)
    this.recompute()
  }

  /** The strategy with the changes taken in so far. */
  get strategy(): Strategy {
    return this.#strategy
  }

  /** Computes every row again: series, targets, scores, roll-ups. */
  recompute(): void {
    const { columns, series, kpis, nodes } = this.#parts
    series.runAll(columns)
    for (const row of kpis) {
      this.#lay(row)
      row.run(columns, 0, this.timeline(row.grain).count)
    }
    const closed = this.closed(this.grain)
    for (const node of nodes) node.run(columns, 0, closed)
  }

  /** Computes values, scores and roll-ups again, with the targets as they are laid. */
  rerun(): void {
    const { columns, series, kpis, nodes } = this.#parts
    series.runAll(columns)
    for (const row of kpis) row.run(columns, 0, this.closed(row.grain))
    const closed = this.closed(this.grain)
    for (const node of nodes) node.run(columns, 0, closed)
  }

  /** Takes in changes and computes what depends on them. Ids and periods that are not there change nothing. */
  update(changes: readonly Change[]): void {
    let isPlanStale = false
    for (const change of changes) {
      if (change.kind === 'value') this.#changeValue(change.measure, change.ordinal, change.value)
      else if (change.kind === 'weight') this.#changeWeight(change.kpi, change.weight)
      else if (!this.#changeTargets(change.kpi, change.targets)) isPlanStale = true
    }
    if (!isPlanStale) {
      this.#settle()
      return
    }
    this.#horizon = new Horizon(this.#strategy, this.observations, this.asOf)
    this.#parts = assemble(this.#strategy, this.observations, this.later, this.#horizon, this.grain)
    this.recompute()
  }

  #changeValue(id: Id, ordinal: number, value: number): void {
    const { columns, series, seriesOf, dependents, work, taskOf } = this.#parts
    const measure = this.#strategy.measures.get(id)
    if (measure === undefined || measure.formula || measure.aggregates.length > 0) return
    const period = ordinal - this.timeline(measure.grain).first
    if (period < 0 || period >= this.closed(measure.grain)) return
    this.#remember(id, ordinal, value)
    const index = seriesOf.get(id, measure.grain)
    if (index === undefined) return
    const at = series.observedRow(index) + period
    columns.cells[at] = value
    columns.marks[at] = Number.isNaN(value) ? 1 : 0
    const task = taskOf[index] as number
    const isCarried = (series.raw[index] as number) >= 0
    if (isCarried) work.add(task, period, this.closed(measure.grain))
    else dependents.spread(task, period, period + 1, work)
  }

  #remember(id: Id, ordinal: number, value: number): void {
    let values = this.later.get(id)
    if (!values) {
      values = new Map()
      this.later.set(id, values)
    }
    values.set(ordinal, value)
  }

  #changeWeight(id: Id, weight: Weight): void {
    const kpi = this.#kpis.get(id)
    const index = this.#parts.kpiIndex.get(id)
    if (!kpi) return
    this.#kpis.set(id, { ...kpi, weight })
    if (index === undefined) return
    const { nodes, work } = this.#parts
    for (const [node, row] of nodes.entries()) {
      if (!row.reweigh('kpi', index, weight, this.timeline(this.grain))) continue
      work.add(nodeTask(this.#parts, node), 0, this.closed(this.grain))
    }
  }

  /** False where the change needs rows, series or periods that were not planned. */
  #changeTargets(id: Id, targets: Kpi['targets']): boolean {
    const kpi = this.#kpis.get(id)
    if (!kpi) return true
    const changed = { ...kpi, targets }
    this.#kpis.set(id, changed)
    const index = this.#parts.kpiIndex.get(id)
    const row = index === undefined ? undefined : this.#parts.kpis[index]
    if (index === undefined || !row) return true
    const isPlanned =
      row.fits(changed) &&
      measuredNeeds(changed).every((grain) => this.#parts.layGrains.has(`${id}|${grain}`)) &&
      targets.every((target) => target.due <= this.#lastDay())
    if (!isPlanned) return false
    row.kpi = changed
    this.#parts.work.add(layTask(this.#parts, index), 0, 1)
    return true
  }

  #lastDay(): Day {
    const { lastDay } = this.timeline('year')
    return lastDay[lastDay.length - 1] as number
  }

  #settle(): void {
    const parts = this.#parts
    const { columns, series, work, dependents, blockCount, cyclic } = parts
    for (let task = work.take(); task >= 0; task = work.take()) {
      const low = work.low[task] as number
      let high = work.high[task] as number
      if (task < blockCount) {
        if (cyclic[task] === 1) high = this.#closedBlock(task)
        series.run(columns, task, low, high)
      } else if (task < parts.scoreStart) {
        const index = task - blockCount
        const row = parts.kpis[index] as KpiRow
        this.#lay(row)
        work.add(scoreTask(parts, index), 0, this.timeline(row.grain).count)
        continue
      } else if (task < parts.nodeStart) parts.kpis[task - parts.scoreStart]?.run(columns, low, high)
      else parts.nodes[task - parts.nodeStart]?.run(columns, low, Math.min(high, this.closed(this.grain)))
      dependents.spread(task, low, high, work)
    }
  }

  #closedBlock(block: number): number {
    const { plan } = this.#parts.series
    const first = plan.blocks.members[plan.blocks.starts[block] as number] as number
    return this.closed((plan.series[first] as Series).grain)
  }

  #lay(row: KpiRow): void {
    row.layTargets(this.#parts.columns, this.#measured(row.kpi.measure), this.#parts.scratch)
  }

  /** Reads measured values for baselines and seasonal shapes. */
  #measured(id: Id): Measured {
    const { columns, series, seriesOf } = this.#parts
    return (grain, ordinal) => {
      const index = seriesOf.get(id, grain)
      if (index === undefined) return Number.NaN
      const { first, count } = this.timeline(grain)
      const period = ordinal - first
      return period < 0 || period >= count
        ? Number.NaN
        : (columns.cells[(series.offsets[index] as number) + period] as number)
    }
  }

  timeline(grain: Grain): Timeline {
    return this.#horizon.timeline(grain)
  }

  closed(grain: Grain): number {
    return this.#horizon.closed(grain)
  }

  measure(id: Id, grain: Grain, index: number): MeasureCell | undefined {
    const measure = this.#strategy.measures.get(id)
    if (!measure || isFiner(grain, measure.grain)) return undefined
    const { series, seriesOf } = this.#parts
    const place = seriesOf.get(id, grain)
    if (place === undefined || !(index >= 0 && index < this.timeline(grain).count)) return undefined
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
    return this.#kpiRow(id)?.grain
  }

  #kpiRow(id: Id): KpiRow | undefined {
    const index = this.#parts.kpiIndex.get(id)
    return index === undefined ? undefined : this.#parts.kpis[index]
  }

  kpi(id: Id, index: number): KpiCell | undefined {
    const row = this.#kpiRow(id)
    if (!row || !(index >= 0 && index < this.timeline(row.grain).count)) return undefined
    const { columns } = this.#parts
    const actual = this.#measureCell(row.value, row.valueCoverage, index)
    const score = this.#scoreCell(row.score, index)
    return {
      ...score,
      coverage: score.reason === 'present' ? actual.coverage : 0,
      actual,
      target: columns.cells[row.target + index] as number,
      high: row.highAt(columns, index),
      original: row.originalAt(columns, index),
      binding: row.bindingAt(index),
    }
  }

  actuals(id: Id): Float64Array {
    const row = this.#kpiRow(id)
    if (!row) return new Float64Array(0)
    return this.#parts.columns.cells.subarray(row.value, row.value + this.closed(row.grain))
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
    const place = this.#parts.nodeIndex.get(nodeKey(kind, id))
    const row = place === undefined ? undefined : this.#parts.nodes[place]
    if (!row || !(index >= 0 && index < this.timeline(this.grain).count)) return undefined
    const coverage = this.#parts.columns.cells[row.coverage + index] as number
    return { ...this.#scoreCell(row.offset, index), coverage }
  }
}
