import type { Id, Kpi, Objective, RollUp, Strategy, Weight } from '../../strategy/model.ts'
import type { Day } from '../../time/day.ts'
import type { NodeKind } from '../nodes.ts'

/** A child of a roll-up, with its weights from days on. */
export type NamedChild = { readonly kind: 'kpi' | NodeKind; readonly id: Id; readonly weight: Weight }

/** The roll-up rules of a node; undefined where there is no such node. */
export function rollUpOf(strategy: Strategy, kind: NodeKind, id: Id): RollUp | undefined {
  switch (kind) {
    case 'objective':
      return strategy.objectives.get(id)?.rollUp
    case 'department':
      return strategy.departments.get(id)?.rollUp
    case 'perspective':
      return strategy.perspectives.get(id)?.rollUp
    case 'organisation':
      return id === '' ? strategy.organisation.rollUp : undefined
  }
}

/** The children of a node in the order in which they are added up: rules R1 to R4. */
export function childrenOf(strategy: Strategy, kind: NodeKind, id: Id): readonly NamedChild[] {
  return childrenWithCircles(strategy, kind, id).filter(
    (child) =>
      child.kind === 'kpi' ||
      child.kind !== kind ||
      child.id < id ||
      !isAbove(strategy, child.kind, child.id, id),
  )
}

function childrenWithCircles(strategy: Strategy, kind: NodeKind, id: Id): readonly NamedChild[] {
  switch (kind) {
    case 'objective': {
      const kpis = kpisWhere(strategy, (kpi) => kpi.objective === id)
      const below = objectivesWhere(strategy, ({ parent }) => parent === id)
      const by = strategy.objectives.get(id)?.judgedBy ?? (kpis.length > 0 ? 'kpis' : 'objectives')
      return by === 'kpis' ? kpis : by === 'objectives' ? below : [...kpis, ...below]
    }
    case 'department': {
      const kpis = kpisWhere(strategy, (kpi) => kpi.department === id || kpi.sharedWith.includes(id))
      const below = inOrder(strategy.departments.values()).filter(({ parent }) => parent === id)
      return [...kpis, ...below.map((one): NamedChild => ({ kind, id: one.id, weight: one.weight }))]
    }
    case 'perspective':
      return objectivesIn(strategy, id)
    case 'organisation': {
      const used = inOrder(strategy.perspectives.values()).filter(
        (perspective) => objectivesIn(strategy, perspective.id).length > 0,
      )
      if (used.length === 0) return objectivesWhere(strategy, ({ parent }) => parent === undefined)
      return used.map((one) => ({
        kind: 'perspective',
        id: one.id,
        weight: scorecardWeight(strategy, one.id),
      }))
    }
  }
}

function kpisWhere(strategy: Strategy, test: (kpi: Kpi) => boolean): readonly NamedChild[] {
  const kpis = inOrder(strategy.kpis.values()).filter(test)
  return kpis.map(({ id, weight }) => ({ kind: 'kpi', id, weight }))
}

function objectivesWhere(strategy: Strategy, test: (objective: Objective) => boolean): readonly NamedChild[] {
  const objectives = inOrder(strategy.objectives.values()).filter(test)
  return objectives.map(({ id, weight }) => ({ kind: 'objective', id, weight }))
}

function objectivesIn(strategy: Strategy, perspective: Id): readonly NamedChild[] {
  return objectivesWhere(strategy, (objective) => {
    const parent = objective.parent === undefined ? undefined : strategy.objectives.get(objective.parent)
    return objective.perspective === perspective && parent?.perspective !== perspective
  })
}

function scorecardWeight({ scorecard }: Strategy, perspective: Id): Weight {
  if (scorecard.length === 0) return [{ from: Number.NEGATIVE_INFINITY, value: 1 }]
  return scorecard.map(({ from, weights }) => ({ from, value: weights.get(perspective) ?? 0 }))
}

/** Whether a node of a kind stands above another, so that a child of it would close a circle. */
function isAbove(strategy: Strategy, kind: NodeKind, low: Id, high: Id): boolean {
  const seen = new Set<Id>()
  const open = [low]
  for (const id of open) {
    if (id === high) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const child of childrenWithCircles(strategy, kind, id)) if (child.kind === kind) open.push(child.id)
  }
  return false
}

function inOrder<T extends { readonly id: Id }>(items: Iterable<T>): readonly T[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** Rule R5. */
export function weightOnDay(weight: Weight, day: Day): number {
  const valid = weight.findLast(({ from }) => from <= day) ?? weight[0]
  return valid?.value ?? 1
}
