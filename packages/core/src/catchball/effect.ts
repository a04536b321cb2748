import type { Results } from '../engine/results.ts'
import { withStrategy } from '../engine/with-strategy.ts'
import type { Reconciliation } from '../reconcile/reconcile.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import type { Id, Strategy } from '../strategy/model.ts'
import type { Subject } from './terms.ts'

/** What terms do to a target that they contribute to, or to the KPI's own with its children. */
export type Effect = {
  readonly parent: Id
  readonly period: string
  readonly before: Reconciliation | undefined
  readonly after: Reconciliation | undefined
  /** What is lacking of the parent's target with these terms; 0 where it is reached. NaN where that is not known. */
  readonly unallocated: number
}

/**
 * What a strategy with the offered terms comes to, beside the one of today: every target of the KPI's parents, and its
 * own, that is due within or after the offer's period begins. Values are those of `results`: an offer changes none.
 */
export function effectOf(results: Results, offered: Strategy, subject: Subject): readonly Effect[] {
  const own = subject.kind === 'target' ? subject.kpi : subject.from
  const parents = offered.contributions.filter(({ from }) => from === own).map(({ to }) => to)
  const concerned = new Set(subject.kind === 'target' ? [...parents, own] : [subject.to])
  const [before, after] = [results.strategy, offered].map((strategy) =>
    reconciliationsOf(results, strategy, concerned),
  ) as [ReadonlyMap<string, Reconciliation>, ReadonlyMap<string, Reconciliation>]
  return [...new Map([...before, ...after])].map(([key, { parent, period }]) => {
    const then = after.get(key)
    return {
      parent,
      period: offered.organisation.calendar.name(period.grain, period.ordinal),
      before: before.get(key),
      after: then,
      unallocated: then ? remainderOf(then) : Number.NaN,
    }
  })
}

/** What is still open of a parent's target: "10 of 100" (rule B14). NaN where that cannot be told. */
export function remainderOf({ gap, tolerance, obstacles }: Reconciliation): number {
  if (obstacles.length > 0 || !Number.isFinite(gap)) return Number.NaN
  return gap > tolerance ? gap : 0
}

function reconciliationsOf(
  results: Results,
  strategy: Strategy,
  parents: ReadonlySet<Id>,
): ReadonlyMap<string, Reconciliation> {
  const on = withStrategy(results, strategy)
  const found = new Map<string, Reconciliation>()
  for (const id of parents) {
    const links = strategy.contributions.filter(({ to }) => to === id)
    if (links.length === 0) continue
    for (const target of strategy.kpis.get(id)?.targets ?? []) {
      const { grain, ordinal } = target.period
      found.set(`${id} ${grain} ${ordinal}`, reconcile(on, target, target.period, links))
    }
  }
  return found
}
