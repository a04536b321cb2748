import { reasonCode } from '../quantity/missing.ts'
import type { Observations } from '../series/observations.ts'
import type { Id, Kpi, Measure, Strategy } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Later } from './change.ts'
import { Columns, Layout } from './columns.ts'
import { Dependents, EdgeList, farthest } from './dependents.ts'
import type { Horizon } from './horizon.ts'
import { coarser } from './horizon.ts'
import { KpiRow, TargetScratch } from './kpi-rows.ts'
import type { ChildRow } from './node-rows.ts'
import { NodeRow, weightRow } from './node-rows.ts'
import type { Node } from './nodes.ts'
import { nodeKey, planNodes } from './nodes.ts'
import { fillObserved } from './observed.ts'
import type { Series, SeriesIndex, SeriesPlan } from './plan.ts'
import { dependenciesOf, Planner } from './plan.ts'
import { SeriesRows } from './series-rows.ts'
import { Worklist } from './worklist.ts'

/**
 * All rows of an engine, and its tasks in the order in which they run: blocks of series, targets of KPIs laid (from
 * `blockCount`), scores of KPIs (from `scoreStart`), nodes (from `nodeStart`).
 */
export type Parts = {
  readonly columns: Columns
  readonly series: SeriesRows
  readonly seriesOf: SeriesIndex
  readonly kpis: readonly KpiRow[]
  readonly kpiIndex: ReadonlyMap<Id, number>
  readonly nodes: readonly NodeRow[]
  readonly nodeIndex: ReadonlyMap<string, number>
  readonly scratch: TargetScratch
  readonly taskOf: Int32Array
  readonly blockCount: number
  readonly scoreStart: number
  readonly nodeStart: number
  readonly cyclic: Uint8Array
  readonly dependents: Dependents
  readonly work: Worklist
  /** `kpi|grain` of every measured row that laying a KPI's targets can read. */
  readonly layGrains: ReadonlySet<string>
}

type TaskStarts = Pick<Parts, 'blockCount' | 'scoreStart' | 'nodeStart'>
export const layTask = (starts: TaskStarts, kpi: number): number => starts.blockCount + kpi
export const scoreTask = (starts: TaskStarts, kpi: number): number => starts.scoreStart + kpi
export const nodeTask = (starts: TaskStarts, node: number): number => starts.nodeStart + node

const nothing: readonly never[] = []

/** The grains of measured values that a KPI's targets rest on. */
export function measuredNeeds(kpi: Kpi): readonly Grain[] {
  const isPlain = kpi.targets.every(
    ({ baseline, revisions }) =>
      baseline.kind === 'value' && revisions.every(({ trajectory }) => trajectory.kind !== 'seasonal'),
  )
  if (isPlain) return nothing
  const grains = new Set<Grain>()
  for (const target of kpi.targets) {
    const { baseline, each, period } = target
    if (baseline.kind === 'measured') {
      const isEach = each && isFiner(each, period.grain)
      grains.add(baseline.period ? baseline.period.grain : isEach ? each : period.grain)
    }
    if (target.revisions.some(({ trajectory }) => trajectory.kind === 'seasonal')) grains.add(kpi.grain)
  }
  return [...grains]
}

/** Plans and lays out everything, and fills in what was observed; nothing is computed yet. */
export function assemble(
  strategy: Strategy,
  observations: Observations,
  later: Later,
  horizon: Horizon,
  grain: Grain,
): Parts {
  const kpiList = [...strategy.kpis.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const nodePlans = planNodes(strategy, kpiList)
  const planner = new Planner(strategy)
  const values = kpiList.map((kpi) => planner.need(kpi.measure, coarser(kpi.grain, grain)))
  const lays = kpiList.map((kpi) => {
    const grains = measuredNeeds(kpi)
    if (grains.length === 0) return nothing
    return grains.map((one) => [one, planner.need(kpi.measure, one)] as const)
  })
  for (const { weightBy } of strategy.contributions) {
    const weight = strategy.measures.get(weightBy ?? '')
    if (weight) planner.need(weight.id, weight.grain)
  }
  const plan = planner.plan()
  const layout = new Layout()
  const series = new SeriesRows(plan, strategy, horizon, layout)
  const seriesEnd = layout.size
  const kpis = kpiList.map((kpi, index) => {
    const value = values[index] as number
    const place = {
      offset: series.offsets[value] as number,
      coverage: series.coverage[value] as number,
      aged: (plan.series[value] as Series).aged,
    }
    const measure = strategy.measures.get(kpi.measure) as Measure
    return new KpiRow(kpi, measure, coarser(kpi.grain, grain), place, horizon, layout)
  })
  const nodes = layNodes(nodePlans, kpis, horizon, grain, layout)
  const columns = new Columns(layout, plan.series.some(({ aged }) => aged) || nodes.some(({ aged }) => aged))
  const seriesOf = planner.indexes
  fill(strategy, observations, later, horizon, series, seriesEnd, seriesOf, nodes, grain, columns)
  const tasks = connect({ plan, series, kpis, values, lays, nodePlans, nodes, horizon, grain })
  return {
    columns,
    series,
    seriesOf,
    kpis,
    kpiIndex: new Map(kpiList.map(({ id }, index) => [id, index])),
    nodes,
    nodeIndex: new Map(nodePlans.map(({ kind, id }, index) => [nodeKey(kind, id), index])),
    scratch: new TargetScratch(),
    layGrains: new Set(
      kpiList.flatMap(({ id }, index) => (lays[index] ?? []).map(([one]) => `${id}|${one}`)),
    ),
    ...tasks,
  }
}

function fill(
  strategy: Strategy,
  observations: Observations,
  later: Later,
  horizon: Horizon,
  series: SeriesRows,
  seriesEnd: number,
  seriesOf: SeriesIndex,
  nodes: readonly NodeRow[],
  grain: Grain,
  columns: Columns,
): void {
  const rowOf = (id: string): number => {
    const own = strategy.measures.get(id)?.grain
    const index = own && seriesOf.get(id, own)
    if (index === undefined) return -1
    return series.plan.series[index]?.how.kind === 'observed' ? series.observedRow(index) : -1
  }
  series.clear(columns)
  fillObserved(strategy, observations, horizon, rowOf, columns, seriesEnd)
  for (const [id, values] of later) {
    const row = rowOf(id)
    const own = strategy.measures.get(id)?.grain
    if (row < 0 || !own) continue
    const { first } = horizon.timeline(own)
    for (const [ordinal, value] of values) {
      const period = ordinal - first
      if (period < 0 || period >= horizon.closed(own)) continue
      columns.cells[row + period] = value
      columns.marks[row + period] = Number.isNaN(value) ? reasonCode['not-observed'] : 0
    }
  }
  const { count } = horizon.timeline(grain)
  for (const node of nodes) {
    columns.cells.fill(Number.NaN, node.offset, node.offset + count)
    columns.marks.fill(reasonCode['not-due'], node.offset, node.offset + count)
  }
}

function layNodes(
  plans: readonly Node[],
  kpis: readonly KpiRow[],
  horizon: Horizon,
  grain: Grain,
  layout: Layout,
): readonly NodeRow[] {
  const timeline = horizon.timeline(grain)
  const lastEnded = lastEndedTables(horizon, grain)
  const nodes: NodeRow[] = []
  for (const plan of plans) {
    const children = plan.children.map((child): ChildRow => {
      const weight = weightRow(child.weight, timeline)
      if (child.kind === 'node') {
        const { offset, coverage, aged, estimable } = nodes[child.index] as NodeRow
        return {
          child,
          offset,
          coverage,
          aged,
          estimable,
          lastEnded: undefined,
          lastDay: timeline.lastDay,
          weight,
        }
      }
      const row = kpis[child.index] as KpiRow
      const { score: offset, valueCoverage: coverage, aged } = row
      const { lastDay } = horizon.timeline(row.grain)
      const ended = lastEnded(row.grain)
      return { child, offset, coverage, aged, estimable: false, lastEnded: ended, lastDay, weight }
    })
    const offset = layout.row(timeline.count)
    nodes.push(new NodeRow(plan, children, timeline, offset, layout.row(timeline.count)))
  }
  return nodes
}

/** For each period of the scorecard the last period of a coarser grain that ended by then (rule R6). */
function lastEndedTables(horizon: Horizon, grain: Grain): (coarse: Grain) => Int32Array | undefined {
  const tables = new Map<Grain, Int32Array>()
  return (coarse) => {
    if (coarse === grain) return undefined
    let table = tables.get(coarse)
    if (!table) {
      const { lastDay } = horizon.timeline(coarse)
      let at = -1
      table = horizon.timeline(grain).lastDay.map((day) => {
        while (at + 1 < lastDay.length && (lastDay[at + 1] as number) <= day) at++
        return at
      })
      tables.set(coarse, table)
    }
    return table
  }
}

type Wiring = {
  readonly plan: SeriesPlan
  readonly series: SeriesRows
  readonly kpis: readonly KpiRow[]
  readonly values: readonly number[]
  readonly lays: readonly (readonly (readonly [Grain, number])[])[]
  readonly nodePlans: readonly Node[]
  readonly nodes: readonly NodeRow[]
  readonly horizon: Horizon
  readonly grain: Grain
}

function connect(wiring: Wiring) {
  const { plan, series, kpis, values, lays, nodePlans, nodes, horizon, grain } = wiring
  const blockCount = plan.blocks.count
  const starts = {
    blockCount,
    scoreStart: blockCount + kpis.length,
    nodeStart: blockCount + 2 * kpis.length,
  }
  const taskOf = new Int32Array(plan.series.length)
  for (let task = 0; task < blockCount; task++) {
    const end = plan.blocks.starts[task + 1] as number
    for (let at = plan.blocks.starts[task] as number; at < end; at++)
      taskOf[plan.blocks.members[at] as number] = task
  }
  const taskCount = starts.nodeStart + nodes.length
  const counts = new Int32Array(taskCount)
  const cyclic = new Uint8Array(blockCount)
  const edges = new EdgeList()
  for (const one of plan.series) {
    const task = taskOf[one.index] as number
    counts[task] = horizon.timeline(one.grain).count
    addSeriesEdges(one, series, plan, horizon, (source, from, to, table) => {
      const sourceTask = taskOf[source] as number
      if (sourceTask === task) cyclic[task] = 1
      else edges.add(sourceTask, task, from, to, table)
    })
  }
  for (const [index, row] of kpis.entries()) {
    counts[layTask(starts, index)] = 1
    counts[scoreTask(starts, index)] = horizon.timeline(row.grain).count
    edges.add(taskOf[values[index] as number] as number, scoreTask(starts, index), 0, 0)
    for (const [, measured] of lays[index] ?? []) {
      edges.add(taskOf[measured] as number, layTask(starts, index), -farthest, farthest)
    }
  }
  const firstAfter = firstAfterTables(horizon, grain)
  for (const [index, node] of nodePlans.entries()) {
    const task = nodeTask(starts, index)
    counts[task] = horizon.timeline(grain).count
    const to = node.rollUp.missing === 'carry-forward' ? farthest : 0
    for (const child of node.children) {
      const source = child.kind === 'kpi' ? scoreTask(starts, child.index) : nodeTask(starts, child.index)
      const childGrain = child.kind === 'kpi' ? (kpis[child.index] as KpiRow).grain : grain
      if (childGrain === grain) edges.add(source, task, 0, to)
      else edges.add(source, task, 0, to, firstAfter(childGrain), true)
    }
  }
  return {
    ...starts,
    taskOf,
    cyclic,
    dependents: new Dependents(edges, counts),
    work: new Worklist(taskCount),
  }
}

/** For each period of a coarser grain the first period of the scorecard that has it as its last one ended. */
function firstAfterTables(horizon: Horizon, grain: Grain): (coarse: Grain) => Int32Array {
  const tables = new Map<Grain, Int32Array>()
  return (coarse) => {
    let table = tables.get(coarse)
    if (!table) {
      const { lastDay } = horizon.timeline(grain)
      let at = 0
      table = horizon.timeline(coarse).lastDay.map((day) => {
        while (at < lastDay.length && (lastDay[at] as number) < day) at++
        return at
      })
      tables.set(coarse, table)
    }
    return table
  }
}

type AddEdge = (source: number, from: number, to: number, table?: Int32Array) => void

/** Tells the series that a series is made from. */
function addSeriesEdges(
  one: Series,
  series: SeriesRows,
  plan: SeriesPlan,
  horizon: Horizon,
  add: AddEdge,
): void {
  const { how } = one
  if (how.kind === 'observed') return
  if (how.kind === 'formula') {
    for (const { slot, reach } of series.kernels[one.index]?.reads ?? []) add(slot, reach.from, reach.to)
  } else if (how.kind === 'resample') {
    const fine = plan.series[how.from] as Series
    add(how.from, 0, 0, coarseOf(horizon, one.grain, fine.grain))
  } else {
    const to = how.kind === 'aggregate' && how.policy === 'carry-forward' ? farthest : 0
    for (const source of dependenciesOf(one, true)) add(source, 0, to)
  }
}

/** For each finer period the coarser one it belongs to. */
function coarseOf(horizon: Horizon, coarse: Grain, fine: Grain): Int32Array {
  const { from, to } = horizon.parts(coarse, fine)
  const table = new Int32Array(horizon.timeline(fine).count).fill(-1)
  for (let index = 0; index < from.length; index++) {
    for (let at = Math.max(0, from[index] as number); at < (to[index] as number) && at < table.length; at++) {
      table[at] = index
    }
  }
  return table
}
