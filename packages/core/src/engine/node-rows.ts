import { reasonCode } from '../quantity/missing.ts'
import { slack } from '../score/status.ts'
import type { Bands, Kpi, Weight } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import type { Timeline } from '../time/timeline.ts'
import type { Columns, Layout } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { KpiRows } from './kpi-rows.ts'
import type { ChildRow, NodeCells } from './node-cell.ts'
import { runNodeCell } from './node-cell.ts'
import type { Node } from './nodes.ts'
import { weightOn } from './nodes.ts'
import type { PlainRows } from './plain-node.ts'
import { runPlainNode } from './plain-node.ts'

/**
 * The rows of all nodes: score and coverage, rolled up from their children. Everything is in columns by the number of
 * the node or of the child, so that a change touches few lines of memory.
 */
export class NodeRows implements PlainRows {
  readonly score: Int32Array
  readonly coverage: Int32Array
  readonly limit: Float64Array
  readonly bands: Bands
  readonly starts: Int32Array
  readonly childScore: Int32Array
  readonly childCoverage: Int32Array
  /** NaN where the weight changes over time. */
  readonly childWeight: Float64Array
  readonly aged: Uint8Array
  readonly #estimable: Uint8Array
  /** The number of a child that is a KPI, −1 where it is a node. */
  readonly #childKpi: Int32Array
  readonly #childNode: Int32Array
  /** The weights that change over time, by the place of the child. */
  readonly #weights = new Map<number, Float64Array>()
  /** The nodes that are not plain: whose children differ in periods, ages or weights, or whose rules are unusual. */
  readonly #special = new Map<number, NodeCells>()
  readonly #nodes: readonly Node[]
  readonly #kpis: KpiRows
  readonly #horizon: Horizon
  readonly #timeline: Timeline

  constructor(nodes: readonly Node[], kpis: KpiRows, horizon: Horizon, grain: Grain, layout: Layout) {
    const count = nodes.length
    const children = nodes.reduce((sum, node) => sum + node.kpis.length + node.below.length, 0)
    this.score = new Int32Array(count)
    this.coverage = new Int32Array(count)
    this.limit = new Float64Array(count)
    this.bands = horizon.strategy.organisation.bands
    this.starts = new Int32Array(count + 1)
    this.childScore = new Int32Array(children)
    this.childCoverage = new Int32Array(children)
    this.childWeight = new Float64Array(children)
    this.aged = new Uint8Array(count)
    this.#estimable = new Uint8Array(count)
    this.#childKpi = new Int32Array(children).fill(-1)
    this.#childNode = new Int32Array(children).fill(-1)
    this.#nodes = nodes
    this.#kpis = kpis
    this.#horizon = horizon
    this.#timeline = horizon.timeline(grain)
    for (let node = 0; node < count; node++) this.#place(node, layout)
  }

  #place(node: number, layout: Layout): void {
    const { kpis, below, rollUp } = this.#nodes[node] as Node
    let child = this.starts[node] as number
    for (const kpi of kpis) {
      this.#childKpi[child] = kpi
      this.childScore[child] = this.#kpis.score(kpi)
      this.childCoverage[child] = this.#kpis.coverage(kpi)
      this.#weigh(child++, (this.#kpis.kpis[kpi] as Kpi).weight)
    }
    for (const { place, weight } of below) {
      this.#childNode[child] = place
      this.childScore[child] = this.score[place] as number
      this.childCoverage[child] = this.coverage[place] as number
      this.#weigh(child++, weight)
    }
    this.starts[node + 1] = child
    this.score[node] = layout.row(this.#timeline.count)
    this.coverage[node] = layout.row(this.#timeline.count)
    this.limit[node] = rollUp.coverageLimit - slack
    this.#judge(node)
  }

  #weigh(child: number, weight: Weight): void {
    if (weight.length === 1) {
      this.childWeight[child] = (weight[0] as { value: number }).value
      this.#weights.delete(child)
      return
    }
    this.childWeight[child] = Number.NaN
    const row = Float64Array.from(this.#timeline.lastDay, (day) => weightOn(weight, day))
    this.#weights.set(child, row)
  }

  /** Settles whether a node is plain. */
  #judge(node: number): void {
    const { rule, missing } = (this.#nodes[node] as Node).rollUp
    const { grain } = this.#timeline
    let isAged = missing === 'carry-forward'
    let isEstimable = missing === 'peer-mean'
    let isPlain = rule === 'weighted-mean' && missing === 'leave-out'
    const end = this.starts[node + 1] as number
    for (let child = this.starts[node] as number; child < end; child++) {
      const kpi = this.#childKpi[child] as number
      const place = this.#childNode[child] as number
      isAged ||= kpi >= 0 ? this.#kpis.isAged(kpi) : this.aged[place] === 1
      isEstimable ||= kpi < 0 && this.#estimable[place] === 1
      isPlain &&= !Number.isNaN(this.childWeight[child]) && (kpi < 0 || this.#kpis.grains[kpi] === grain)
    }
    this.aged[node] = isAged ? 1 : 0
    this.#estimable[node] = isEstimable ? 1 : 0
    if (isPlain && !isAged && !isEstimable) this.#special.delete(node)
    else this.#special.set(node, this.#cellsOf(node))
  }

  #cellsOf(node: number): NodeCells {
    const start = this.starts[node] as number
    const count = (this.starts[node + 1] as number) - start
    return {
      children: Array.from({ length: count }, (_, at) => this.#childRow(start + at)),
      rollUp: (this.#nodes[node] as Node).rollUp,
      bands: this.bands,
      lastDay: this.#timeline.lastDay,
      score: this.score[node] as number,
      coverage: this.coverage[node] as number,
      isAged: this.aged[node] === 1,
    }
  }

  #childRow(child: number): ChildRow {
    const kpi = this.#childKpi[child] as number
    const node = this.#childNode[child] as number
    const grain = kpi < 0 ? this.#timeline.grain : (this.#kpis.grains[kpi] as Grain)
    return {
      offset: this.childScore[child] as number,
      coverage: this.childCoverage[child] as number,
      isAged: kpi < 0 ? this.aged[node] === 1 : this.#kpis.isAged(kpi),
      isEstimable: kpi < 0 && this.#estimable[node] === 1,
      lastEnded:
        grain === this.#timeline.grain ? undefined : this.#horizon.lastEnded(this.#timeline.grain, grain),
      lastDay: this.#horizon.timeline(grain).lastDay,
      weight: this.#weights.get(child) ?? (this.childWeight[child] as number),
    }
  }

  /** Gives a KPI another weight in every node that it is a child of; `reweighed` is told each of them. */
  reweigh(kpi: number, weight: Weight, reweighed: (node: number) => void): void {
    let node = 0
    for (let child = 0; child < this.#childKpi.length; child++) {
      if (this.#childKpi[child] !== kpi) continue
      while ((this.starts[node + 1] as number) <= child) node++
      this.#weigh(child, weight)
      this.#judge(node)
      reweighed(node)
    }
  }

  /** No period has a score until it is computed, and those to come never have. */
  clear({ cells, marks }: Columns): void {
    const { count } = this.#timeline
    for (const score of this.score) {
      cells.fill(Number.NaN, score, score + count)
      marks.fill(reasonCode['not-due'], score, score + count)
    }
  }

  /** Computes scores, coverage, ages and statuses of a stretch of periods. */
  run(columns: Columns, node: number, low: number, high: number): void {
    const special = this.#special.size === 0 ? undefined : this.#special.get(node)
    if (!special) runPlainNode(columns, this, node, low, high)
    else for (let period = low; period < high; period++) runNodeCell(columns, special, period)
  }
}
