import type { Results } from '../engine/results.ts'
import type { Reconciliation } from '../reconcile/reconcile.ts'
import { reconcileAll } from '../reconcile/reconcile.ts'
import type {
  Contribution,
  Department,
  Id,
  Kpi,
  Measure,
  Objective,
  Strategy,
  Target,
} from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'

/** A strategy with its results, and the look-ups that checks share; each is made once, on first use. */
export class Company {
  readonly strategy: Strategy
  readonly results: Results
  readonly today: Day
  readonly #made = new Map<string, unknown>()

  constructor(results: Results) {
    this.strategy = results.strategy
    this.results = results
    this.today = results.asOf
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make())
    return this.#made.get(name) as T
  }

  get reconciliations(): readonly Reconciliation[] {
    return this.#once('reconciliations', () => reconcileAll(this.results))
  }

  kpisOf(objective: Id): readonly Kpi[] {
    return (
      this.#once('kpisOf', () => groupBy(this.strategy.kpis.values(), ({ objective }) => [objective])).get(
        objective,
      ) ?? []
    )
  }

  /** The KPIs a department answers for, its own and the shared ones. */
  kpisIn(department: Id): readonly Kpi[] {
    const groups = this.#once('kpisIn', () =>
      groupBy(this.strategy.kpis.values(), ({ department, sharedWith }) => [department, ...sharedWith]),
    )
    return groups.get(department) ?? []
  }

  kpisOn(measure: Id): readonly Kpi[] {
    return (
      this.#once('kpisOn', () => groupBy(this.strategy.kpis.values(), ({ measure }) => [measure])).get(
        measure,
      ) ?? []
    )
  }

  objectivesBelow(objective: Id): readonly Objective[] {
    const groups = this.#once('below', () =>
      groupBy(this.strategy.objectives.values(), ({ parent }) => [parent]),
    )
    return groups.get(objective) ?? []
  }

  departmentsBelow(department: Id): readonly Department[] {
    const groups = this.#once('departmentsBelow', () =>
      groupBy(this.strategy.departments.values(), ({ parent }) => [parent]),
    )
    return groups.get(department) ?? []
  }

  linksFrom(kpi: Id): readonly Contribution[] {
    return (
      this.#once('linksFrom', () => groupBy(this.strategy.contributions, ({ from }) => [from])).get(kpi) ?? []
    )
  }

  linksTo(kpi: Id): readonly Contribution[] {
    return this.#once('linksTo', () => groupBy(this.strategy.contributions, ({ to }) => [to])).get(kpi) ?? []
  }

  measureOf(kpi: Kpi): Measure {
    return this.strategy.measures.get(kpi.measure) as Measure
  }

  /** The target that binds today, or else the next one to come, or else the last one. */
  targetNow(kpi: Kpi): Target | undefined {
    const { targets } = kpi
    return (
      targets.find(({ first, due }) => first <= this.today && this.today <= due) ??
      targets.find(({ first }) => first > this.today) ??
      targets.at(-1)
    )
  }

  /** The index of the last period of a grain that has ended; −1 where none has. */
  lastClosed(grain: Grain): number {
    return this.results.closed(grain) - 1
  }

  /** The measured values of a measure in its own grain, oldest first, up to the last closed period; NaN where missing. */
  history(measure: Measure): readonly number[] {
    const closed = this.results.closed(measure.grain)
    const values: number[] = []
    for (let index = 0; index < closed; index++) {
      const cell = this.results.measure(measure.id, measure.grain, index)
      if (cell) values.push(cell.value)
    }
    return values
  }
}

function groupBy<T>(
  items: Iterable<T>,
  keys: (item: T) => readonly (string | undefined)[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keys(item))) {
      if (key === undefined) continue
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}
