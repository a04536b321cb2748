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
import type { Period } from '../time/period.ts'

/** A strategy with its results, and the look-ups that checks share; each is made once, on first use. */
export class Company {
  readonly strategy: Strategy
  readonly results: Results
  readonly today: Day
  readonly checkCodes: readonly string[]
  readonly #made = new Map<string, unknown>()

  /** `checkCodes` are the codes that a waiver can name. */
  constructor(results: Results, checkCodes: readonly string[] = []) {
    this.checkCodes = checkCodes
    this.strategy = results.strategy
    this.results = results
    this.today = results.asOf
  }

  /** What a check makes once for the whole company, under a name of its own. */
  once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make())
    return this.#made.get(name) as T
  }

  get reconciliations(): readonly Reconciliation[] {
    return this.once('reconciliations', () => reconcileAll(this.results))
  }

  kpisOf(objective: Id): readonly Kpi[] {
    return (
      this.once('kpisOf', () => groupBy(this.strategy.kpis.values(), ({ objective }) => [objective])).get(
        objective,
      ) ?? []
    )
  }

  /** The KPIs a department answers for, its own and the shared ones. */
  kpisIn(department: Id): readonly Kpi[] {
    const groups = this.once('kpisIn', () =>
      groupBy(this.strategy.kpis.values(), ({ department, sharedWith }) => [department, ...sharedWith]),
    )
    return groups.get(department) ?? []
  }

  kpisOn(measure: Id): readonly Kpi[] {
    return (
      this.once('kpisOn', () => groupBy(this.strategy.kpis.values(), ({ measure }) => [measure])).get(
        measure,
      ) ?? []
    )
  }

  objectivesBelow(objective: Id): readonly Objective[] {
    const groups = this.once('below', () =>
      groupBy(this.strategy.objectives.values(), ({ parent }) => [parent]),
    )
    return groups.get(objective) ?? []
  }

  departmentsBelow(department: Id): readonly Department[] {
    const groups = this.once('departmentsBelow', () =>
      groupBy(this.strategy.departments.values(), ({ parent }) => [parent]),
    )
    return groups.get(department) ?? []
  }

  linksFrom(kpi: Id): readonly Contribution[] {
    return (
      this.once('linksFrom', () => groupBy(this.strategy.contributions, ({ from }) => [from])).get(kpi) ?? []
    )
  }

  linksTo(kpi: Id): readonly Contribution[] {
    return this.once('linksTo', () => groupBy(this.strategy.contributions, ({ to }) => [to])).get(kpi) ?? []
  }

  measureOf(kpi: Kpi): Measure {
    return this.strategy.measures.get(kpi.measure) as Measure
  }

  kpiName(id: Id): string {
    return this.strategy.kpis.get(id)?.name ?? id
  }

  periodName({ grain, ordinal }: Period): string {
    return this.strategy.organisation.calendar.name(grain, ordinal)
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

  /** The values of a KPI by the periods it is judged by, oldest first, up to the last closed one; NaN where missing. */
  actuals(kpi: Kpi): readonly number[] {
    const known = this.once('actuals', () => new Map<Id, readonly number[]>())
    let values = known.get(kpi.id)
    if (!values) {
      values = Array.from(this.results.actuals(kpi.id))
      known.set(kpi.id, values)
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
