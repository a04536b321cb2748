import type { Grain } from '../time/grain.ts'
import { Dependents, EdgeList, farthest } from './dependents.ts'
import type { Horizon } from './horizon.ts'
import type { KpiRows } from './kpi-rows.ts'
import type { Node } from './nodes.ts'
import type { Making } from './plan.ts'
import type { SeriesRows } from './series-rows.ts'
import { Worklist } from './worklist.ts'

/** A row of measured values that laying the targets of a KPI can read. */
export type MeasuredNeed = { readonly kpi: number; readonly grain: Grain; readonly series: number }

/**
 * The tasks of an engine in the order in which they run: blocks of series, targets of KPIs laid (from `blockCount`),
 * scores of KPIs (from `scoreStart`), nodes (from `nodeStart`); and what has to run again after which.
 */
export type Wiring = {
  readonly blockCount: number
  readonly scoreStart: number
  readonly nodeStart: number
  /** The block of each series. */
  readonly blockOf: Int32Array
  /** 1 for blocks whose rows read each other's past, or their own. */
  readonly cyclic: Uint8Array
  readonly dependents: Dependents
  readonly work: Worklist
}

type Rows = {
  readonly series: SeriesRows
  readonly kpis: KpiRows
  /** The series that each KPI is measured by. */
  readonly values: Int32Array
  readonly needs: readonly MeasuredNeed[]
  readonly nodes: readonly Node[]
  readonly horizon: Horizon
  readonly grain: Grain
}

/** Draws the edges between all rows. */
export function wire(rows: Rows): Wiring {
  const blockCount = rows.series.plan.blocks.count
  const scoreStart = blockCount + rows.values.length
  const nodeStart = scoreStart + rows.values.length
  const taskCount = nodeStart + rows.nodes.length
  const children = rows.nodes.reduce((sum, { kpis, below }) => sum + kpis.length + below.length, 0)
  // Mostly a row is an input of one other, and its score a child of one node.
  const edges = new EdgeList(2 * rows.values.length + children)
  const counts = new Int32Array(taskCount)
  const blockOf = blocksOf(rows.series)
  const cyclic = wireSeries(rows, blockOf, edges, counts)
  wireKpis(rows, blockOf, scoreStart, edges, counts)
  wireNodes(rows, scoreStart, nodeStart, edges, counts)
  const dependents = new Dependents(edges, counts)
  return { blockCount, scoreStart, nodeStart, blockOf, cyclic, dependents, work: new Worklist(taskCount) }
}

function blocksOf({ plan }: SeriesRows): Int32Array {
  const { blocks, count } = plan
  const blockOf = new Int32Array(count)
  for (let block = 0; block < blocks.count; block++) {
    const end = blocks.starts[block + 1] as number
    for (let at = blocks.starts[block] as number; at < end; at++)
      blockOf[blocks.members[at] as number] = block
  }
  return blockOf
}

/** Gives which blocks read their own past. */
function wireSeries(
  { series, horizon }: Rows,
  blockOf: Int32Array,
  edges: EdgeList,
  counts: Int32Array,
): Uint8Array {
  const wires = new SeriesWires(series, horizon, blockOf, edges)
  for (let index = 0; index < blockOf.length; index++) {
    counts[blockOf[index] as number] = series.counts[index] as number
    if (series.observed[index] === 0) wires.drawTo(index)
  }
  return wires.cyclic
}

/** Draws the edges from the rows that a row is made from. */
class SeriesWires {
  readonly cyclic: Uint8Array
  readonly #series: SeriesRows
  readonly #horizon: Horizon
  readonly #blockOf: Int32Array
  readonly #edges: EdgeList
  /** The row that an edge in the same period was last drawn to, since a formula may name a row more than once. */
  readonly #drawnTo: Int32Array

  constructor(series: SeriesRows, horizon: Horizon, blockOf: Int32Array, edges: EdgeList) {
    this.cyclic = new Uint8Array(series.plan.blocks.count)
    this.#series = series
    this.#horizon = horizon
    this.#blockOf = blockOf
    this.#edges = edges
    this.#drawnTo = new Int32Array(blockOf.length).fill(-1)
  }

  drawTo(index: number): void {
    const { kernels, plan } = this.#series
    const how = plan.makings[index] as Making
    if (how.kind === 'resample') {
      const [coarse, fine] = [plan.grains[index] as Grain, plan.grains[how.from] as Grain]
      this.#draw(how.from, index, 0, 0, this.#horizon.containing(coarse, fine))
      return
    }
    const kernel = kernels.get(index)
    if (kernel) {
      for (const { slot, reach } of kernel.reads) this.#draw(slot, index, reach.from, reach.to)
      return
    }
    const to = how.kind === 'aggregate' && how.policy === 'carry-forward' ? farthest : 0
    const inputs = plan.inputs[index] as readonly number[]
    for (let at = 0; at < inputs.length; at++) this.#draw(inputs[at] as number, index, 0, to)
  }

  #draw(source: number, index: number, from: number, to: number, table?: Int32Array): void {
    const before = this.#blockOf[source] as number
    const block = this.#blockOf[index] as number
    if (before === block) this.cyclic[block] = 1
    else if (from !== 0 || to !== 0 || table) this.#edges.add(before, block, from, to, table)
    else if (this.#drawnTo[source] !== index) {
      this.#drawnTo[source] = index
      this.#edges.addSame(before, block)
    }
  }
}

function wireKpis(
  { kpis, values, needs, series }: Rows,
  blockOf: Int32Array,
  scoreStart: number,
  edges: EdgeList,
  counts: Int32Array,
): void {
  const { blocks } = series.plan
  for (let kpi = 0; kpi < values.length; kpi++) {
    counts[blocks.count + kpi] = 1
    counts[scoreStart + kpi] = kpis.count(kpi)
    edges.addSame(blockOf[values[kpi] as number] as number, scoreStart + kpi)
  }
  for (const need of needs) {
    edges.add(blockOf[need.series] as number, blocks.count + need.kpi, -farthest, farthest)
  }
}

function wireNodes(
  { nodes, kpis, horizon, grain }: Rows,
  scoreStart: number,
  nodeStart: number,
  edges: EdgeList,
  counts: Int32Array,
): void {
  const { count } = horizon.timeline(grain)
  for (let place = 0; place < nodes.length; place++) {
    const { kpis: children, below, rollUp } = nodes[place] as Node
    const task = nodeStart + place
    const to = rollUp.missing === 'carry-forward' ? farthest : 0
    counts[task] = count
    for (const kpi of children) {
      const own = kpis.grains[kpi] as Grain
      if (own !== grain) edges.add(scoreStart + kpi, task, 0, to, horizon.firstAfter(grain, own), true)
      else if (to === 0) edges.addSame(scoreStart + kpi, task)
      else edges.add(scoreStart + kpi, task, 0, to)
    }
    for (const child of below) {
      if (to === 0) edges.addSame(nodeStart + child.place, task)
      else edges.add(nodeStart + child.place, task, 0, to)
    }
  }
}
