import type { Observations } from '../series/observations.ts'
import type { Id, Kpi, Strategy } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import { Columns, Layout } from './columns.ts'
import { coarser, Horizon } from './horizon.ts'
import { KpiRows } from './kpi-rows.ts'
import { measuredGrains, needsMeasured } from './needs.ts'
import { NodeRows } from './node-rows.ts'
import type { NodeKind } from './nodes.ts'
import { planNodes } from './nodes.ts'
import { fillObserved } from './observed.ts'
import type { PlaceIndex } from './place-index.ts'
import { Planner } from './plan.ts'
import { SeriesIndex } from './series-index.ts'
import { SeriesRows } from './series-rows.ts'
import { TargetColumns } from './target-columns.ts'
import type { MeasuredNeed, Wiring } from './wiring.ts'
import { wire } from './wiring.ts'

/** All rows of an engine, and the tasks that compute them. */
export type Parts = Wiring & {
  readonly horizon: Horizon
  readonly columns: Columns
  readonly series: SeriesRows
  readonly kpis: KpiRows
  readonly kpiIndex: ReadonlyMap<Id, number>
  readonly nodes: NodeRows
  readonly nodeIndex: PlaceIndex<NodeKind>
  readonly needs: readonly MeasuredNeed[]
}

/**
 * Plans and lays out everything, and fills in what was observed; nothing is computed yet. `spent` are columns whose
 * memory may be used again.
 */
export function assemble(
  strategy: Strategy,
  observations: Observations,
  asOf: Day,
  grain: Grain,
  isLasting: boolean,
  spent?: Columns,
): Parts {
  const kpiList = [...strategy.kpis.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const nodePlan = planNodes(strategy, kpiList)
  const planner = new Planner(new SeriesIndex(strategy.measures.values()))
  const values = new Int32Array(kpiList.length)
  const targets = new TargetColumns(kpiList, asOf)
  const horizon = new Horizon(strategy, observations, asOf, targets.lastDue)
  const needs: MeasuredNeed[] = []
  for (let number = 0; number < kpiList.length; number++) {
    const kpi = kpiList[number] as Kpi
    values[number] = planner.need(kpi.measure, coarser(kpi.grain, grain))
    if (((targets.needs[number] as number) & needsMeasured) === 0) continue
    for (const one of measuredGrains(kpi)) {
      needs.push({ kpi: number, grain: one, series: planner.need(kpi.measure, one) })
    }
  }
  for (const { weightBy } of strategy.contributions) {
    const weight = strategy.measures.get(weightBy ?? '')
    if (weight) planner.need(weight.id, weight.grain)
  }
  const layout = new Layout()
  const series = new SeriesRows(planner.plan(), strategy, horizon, layout)
  const kpis = new KpiRows(kpiList, targets, values, series, horizon, layout)
  const nodes = new NodeRows(nodePlan.nodes, kpis, horizon, grain, layout)
  const hasAges = series.plan.aged.includes(1) || nodes.aged.includes(1)
  const columns = new Columns(layout, hasAges, isLasting, spent)
  series.clear(columns)
  fillObserved(observations, series, asOf, columns)
  nodes.clear(columns)
  return {
    horizon,
    columns,
    series,
    kpis,
    kpiIndex: numbersOf(kpiList),
    nodes,
    nodeIndex: nodePlan.places,
    needs,
    ...wire({ series, kpis, values, needs, nodes: nodePlan.nodes, horizon, grain }),
  }
}

function numbersOf(kpis: readonly Kpi[]): ReadonlyMap<Id, number> {
  const numbers = new Map<Id, number>()
  for (let number = 0; number < kpis.length; number++) numbers.set((kpis[number] as Kpi).id, number)
  return numbers
}
