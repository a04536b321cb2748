import type { NodeKind } from '../engine/nodes.ts'
import type { Results, ScoreCell } from '../engine/results.ts'
import { trendOf } from '../engine/trend.ts'
import type { Unit } from '../quantity/unit.ts'
import { writeStored } from '../quantity/unit.ts'
import type { Status } from '../score/status.ts'
import type { RollUp, Strategy } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'

/** A KPI in a period. Numbers are as people write them: 85.7 for 85.7 %; NaN where there is none. */
export type KpiRow = {
  readonly id: string
  readonly name: string
  readonly owner: string | null
  readonly unit: string
  readonly actual: number
  readonly target: number
  /** The upper bound of a range target. */
  readonly high: number
  /** The target first agreed, where it was another one. */
  readonly original: number
  readonly difference: number
  readonly score: number
  readonly status: Status
  /** How a KPI without a target has moved within a year. */
  readonly trend: Status | null
  readonly coverage: number
  readonly ageDays: number
  /** Why there is no score. */
  readonly why: string | null
}

/** A group of KPIs with its own score, and how that is made. */
export type Group = {
  readonly id: string
  readonly name: string
  readonly rollUp: RollUp | null
  readonly score: Score
  readonly kpis: readonly KpiRow[]
}

/** The score of a group, 0 to 1, and how much of it is known. */
export type Score = {
  readonly score: number
  readonly status: Status
  readonly coverage: number
  readonly ageDays: number
  readonly isEstimate: boolean
  readonly why: string | null
}

/** What KPIs are grouped by. */
export type Grouping = 'perspective' | 'department' | 'objective'

/** What a cell says of a score; of none, that it is unknown. */
export function scoreOf(cell: ScoreCell | undefined): Score {
  return {
    score: cell?.score ?? Number.NaN,
    status: cell?.status ?? 'unknown',
    coverage: cell?.coverage ?? 0,
    ageDays: cell?.ageDays ?? 0,
    isEstimate: cell?.isEstimate ?? false,
    why: cell && cell.reason !== 'present' ? cell.reason : null,
  }
}

/**
 * The KPIs of each group in a period of the scorecard; those of no group come last. With `only` the group of that id
 * alone.
 */
export function groupsOf(engine: Results, by: Grouping, index: number, only?: string): readonly Group[] {
  const { strategy } = engine
  const kind: NodeKind = by
  const items = {
    perspective: strategy.perspectives,
    department: strategy.departments,
    objective: strategy.objectives,
  }[by]
  const members = membersOf(engine, by)
  const last = engine.timeline(engine.grain).lastDay[index] as number
  const isShown = (kpi: string) => (strategy.kpis.get(kpi)?.retired ?? last) >= last
  const rows = (id: string) =>
    (members.get(id) ?? []).filter(isShown).map((kpi) => kpiRow(engine, kpi, index))
  const groups: Group[] = []
  for (const { id, name, rollUp } of items.values()) {
    if (only !== undefined && id !== only) continue
    groups.push({ id, name, rollUp, score: scoreOf(engine.node(kind, id, index)), kpis: rows(id) })
  }
  if (only !== undefined || !members.has('')) return groups
  const name = by === 'department' ? 'Company' : `Without ${by}`
  return [...groups, { id: '', name, rollUp: null, score: scoreOf(undefined), kpis: rows('') }]
}

type Members = ReadonlyMap<string, readonly string[]>

/** Who belongs where is asked for each group of one strategy, again and again. */
const known = new WeakMap<Strategy['kpis'], Partial<Record<Grouping, Members>>>()

function membersOf({ strategy }: Results, by: Grouping): Members {
  const all = known.get(strategy.kpis) ?? {}
  known.set(strategy.kpis, all)
  all[by] ??= findMembers(strategy, by)
  return all[by]
}

/** The KPIs of each group by its id, in the order of the strategy; those of none under ''. */
function findMembers(strategy: Strategy, by: Grouping): Members {
  const members = new Map<string, string[]>()
  const { departments, perspectives, objectives } = strategy
  const groupsById = { perspective: perspectives, department: departments, objective: objectives }[by]
  for (const { id, department, sharedWith, objective } of strategy.kpis.values()) {
    const perspective = objective === undefined ? undefined : objectives.get(objective)?.perspective
    const named =
      by === 'department' ? [department, ...sharedWith] : [by === 'objective' ? objective : perspective]
    const groups = new Set(named.filter((one) => one !== undefined && groupsById.has(one)) as string[])
    for (const group of groups.size > 0 ? groups : ['']) {
      const list = members.get(group)
      if (list) list.push(id)
      else members.set(group, [id])
    }
  }
  return members
}

/** A KPI in a period of the scorecard; one judged by longer periods is shown in its last one that ended by then. */
export function kpiRow(engine: Results, id: string, index: number): KpiRow {
  const kpi = engine.strategy.kpis.get(id)
  const unit = unitOf(engine, id)
  const grain = engine.kpiGrain(id) ?? engine.grain
  const at = lastEndedIndex(engine, grain, index)
  const cell = engine.kpi(id, at)
  const written = (value = Number.NaN) =>
    unit && Number.isFinite(value) ? Number(writeStored(value, unit)) : value
  const isMoved = cell && cell.original !== cell.target
  const { score, status, coverage, ageDays, why } = scoreOf(cell)
  return {
    id,
    name: kpi?.name ?? id,
    owner: kpi?.owner ?? null,
    unit: unit?.name ?? '',
    actual: written(cell?.actual.value),
    target: written(cell?.target),
    high: written(cell?.high),
    original: isMoved ? written(cell.original) : Number.NaN,
    difference: written(cell && cell.actual.value - cell.target),
    score,
    status,
    trend: cell && !cell.binding ? trendOf(engine, id, at) : null,
    coverage,
    ageDays,
    why,
  }
}

/** The unit a KPI is measured in. */
export function unitOf({ strategy }: Results, kpi: string): Unit | undefined {
  return strategy.measures.get(strategy.kpis.get(kpi)?.measure ?? '')?.unit
}

function lastEndedIndex(engine: Results, grain: Grain, index: number): number {
  if (grain === engine.grain) return index
  const day = engine.timeline(engine.grain).lastDay[index] as number
  const { lastDay } = engine.timeline(grain)
  let at = -1
  while (at + 1 < lastDay.length && (lastDay[at + 1] as number) <= day) at++
  return at
}
