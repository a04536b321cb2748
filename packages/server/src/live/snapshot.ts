import type { KpiRow, NodeKind, Results, Score } from '@keelson/core'
import { kpiRow, scoreOf } from '@keelson/core'

/** A KPI or a roll-up that another number stands for now. */
export type CellChange =
  | ({ readonly kind: 'kpi' } & KpiRow)
  | ({ readonly kind: NodeKind; readonly id: string } & Score)

/** The numbers of the scorecard's last period, to be compared with what they were. */
export class Snapshot {
  readonly #numbers = new Map<string, readonly number[]>()

  /** What is not as it was when this was last asked; everything, the first time. */
  changes(results: Results): readonly CellChange[] {
    const index = results.closed(results.grain) - 1
    const changes: CellChange[] = []
    const seen = new Set<string>()
    const compare = (key: string, numbers: readonly number[], make: () => CellChange) => {
      seen.add(key)
      const before = this.#numbers.get(key)
      if (before?.every((number, at) => Object.is(number, numbers[at]))) return
      this.#numbers.set(key, numbers)
      changes.push(make())
    }
    for (const id of results.strategy.kpis.keys()) {
      const grain = results.kpiGrain(id) ?? results.grain
      const cell = results.kpi(id, grain === results.grain ? index : results.closed(grain) - 1)
      const numbers = cell ? [cell.actual.value, cell.target, cell.score, cell.coverage] : []
      compare(`kpi ${id}`, numbers, () => ({ kind: 'kpi', ...kpiRow(results, id, index) }))
    }
    for (const [kind, id] of nodesOf(results)) {
      const cell = results.node(kind, id, index)
      const numbers = cell ? [cell.score, cell.coverage] : []
      compare(`${kind} ${id}`, numbers, () => ({ kind, id, ...scoreOf(cell) }))
    }
    for (const key of this.#numbers.keys()) if (!seen.has(key)) this.#numbers.delete(key)
    return changes
  }
}

function* nodesOf({ strategy }: Results): Iterable<readonly [NodeKind, string]> {
  yield ['organisation', '']
  for (const id of strategy.departments.keys()) yield ['department', id]
  for (const id of strategy.perspectives.keys()) yield ['perspective', id]
  for (const id of strategy.objectives.keys()) yield ['objective', id]
}
