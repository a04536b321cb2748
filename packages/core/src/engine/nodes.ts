import { componentsInOrder } from '../graph/order.ts'
import type { Bands, Id, Kpi, Objective, RollUp, Strategy, Weight } from '../strategy/model.ts'
import { evenWeight } from '../strategy/resolver.ts'

/** Something whose score is rolled up from others. */
export type NodeKind = 'objective' | 'department' | 'perspective' | 'organisation'

/** A child: a KPI or another node, by its place in its list. */
export type Child = { readonly kind: 'kpi' | 'node'; readonly index: number; readonly weight: Weight }

export type Node = {
  readonly kind: NodeKind
  readonly id: Id
  readonly rollUp: RollUp
  readonly bands: Bands
  readonly children: readonly Child[]
}

/** The key under which a node is asked for: `objective:grow`, `department:sales`, `organisation:`. */
export function nodeKey(kind: NodeKind, id: Id): string {
  return `${kind}:${id}`
}

/** The nodes of a strategy, children before parents; KPIs are numbered in the order of their ids (rules R1 to R5). */
export function planNodes(strategy: Strategy, kpis: readonly Kpi[]): readonly Node[] {
  return new NodePlanner(strategy, kpis).plan()
}

type Draft = {
  kind: NodeKind
  id: Id
  rollUp: RollUp
  kpis: Child[]
  below: { key: string; weight: Weight }[]
}

class NodePlanner {
  readonly #strategy: Strategy
  readonly #kpis: readonly Kpi[]
  readonly #drafts = new Map<string, Draft>()

  constructor(strategy: Strategy, kpis: readonly Kpi[]) {
    this.#strategy = strategy
    this.#kpis = kpis
  }

  plan(): readonly Node[] {
    this.#draftObjectives()
    this.#draftDepartments()
    this.#draftPerspectives()
    this.#draftOrganisation()
    return this.#inOrder()
  }

  #draft(kind: NodeKind, id: Id, rollUp: RollUp): Draft {
    const draft: Draft = { kind, id, rollUp, kpis: [], below: [] }
    this.#drafts.set(nodeKey(kind, id), draft)
    return draft
  }

  #draftObjectives(): void {
    const objectives = sorted(this.#strategy.objectives)
    for (const { id, rollUp } of objectives) this.#draft('objective', id, rollUp)
    for (const [index, kpi] of this.#kpis.entries()) {
      const draft = kpi.objective && this.#drafts.get(nodeKey('objective', kpi.objective))
      if (draft) draft.kpis.push({ kind: 'kpi', index, weight: kpi.weight })
    }
    for (const { id, parent, weight } of objectives) {
      const draft = parent && this.#drafts.get(nodeKey('objective', parent))
      if (draft) draft.below.push({ key: nodeKey('objective', id), weight })
    }
    for (const { id, judgedBy } of objectives) {
      const draft = this.#drafts.get(nodeKey('objective', id)) as Draft
      const by = judgedBy ?? (draft.kpis.length > 0 ? 'kpis' : 'objectives')
      if (by === 'kpis') draft.below = []
      if (by === 'objectives') draft.kpis = []
    }
  }

  #draftDepartments(): void {
    const departments = sorted(this.#strategy.departments)
    for (const { id, rollUp } of departments) this.#draft('department', id, rollUp)
    for (const [index, kpi] of this.#kpis.entries()) {
      for (const id of new Set([kpi.department, ...kpi.sharedWith])) {
        const draft = id !== undefined && this.#drafts.get(nodeKey('department', id))
        if (draft) draft.kpis.push({ kind: 'kpi', index, weight: kpi.weight })
      }
    }
    for (const { id, parent, weight } of departments) {
      const draft = parent && this.#drafts.get(nodeKey('department', parent))
      if (draft) draft.below.push({ key: nodeKey('department', id), weight })
    }
  }

  #draftPerspectives(): void {
    const { perspectives, objectives } = this.#strategy
    for (const { id, rollUp } of sorted(perspectives)) {
      const draft = this.#draft('perspective', id, rollUp)
      for (const objective of sorted(objectives)) {
        if (objective.perspective === id && !hasParentIn(objective, id, objectives)) {
          draft.below.push({ key: nodeKey('objective', objective.id), weight: objective.weight })
        }
      }
    }
  }

  #draftOrganisation(): void {
    const { organisation, perspectives, objectives, scorecard } = this.#strategy
    const draft = this.#draft('organisation', '', organisation.rollUp)
    const used = sorted(perspectives).filter(
      ({ id }) => (this.#drafts.get(nodeKey('perspective', id)) as Draft).below.length > 0,
    )
    for (const { id } of used) {
      const versions = scorecard.map(({ from, weights }) => ({ from, value: weights.get(id) ?? 0 }))
      const weight = versions.length > 0 ? versions : evenWeight
      draft.below.push({ key: nodeKey('perspective', id), weight })
    }
    if (used.length > 0) return
    for (const { id, parent, weight } of sorted(objectives)) {
      if (parent === undefined) draft.below.push({ key: nodeKey('objective', id), weight })
    }
  }

  /** Children first; a circle of parents is cut, and told by a check. */
  #inOrder(): readonly Node[] {
    const drafts = [...this.#drafts.values()]
    const place = new Map([...this.#drafts.keys()].map((key, index) => [key, index]))
    const below = drafts.map((draft) => draft.below.map(({ key }) => place.get(key) as number))
    const finished = new Map<string, number>()
    const nodes: Node[] = []
    for (const component of componentsInOrder(drafts.length, (node) => below[node] as number[])) {
      for (const member of component) {
        const draft = drafts[member] as Draft
        const children = [...draft.kpis]
        for (const { key, weight } of draft.below) {
          const index = finished.get(key)
          if (index !== undefined) children.push({ kind: 'node', index, weight })
        }
        const { kind, id, rollUp } = draft
        nodes.push({ kind, id, rollUp, bands: this.#strategy.organisation.bands, children })
        finished.set(nodeKey(kind, id), nodes.length - 1)
      }
    }
    return nodes
  }
}

function hasParentIn(objective: Objective, perspective: Id, objectives: ReadonlyMap<Id, Objective>): boolean {
  return objective.parent !== undefined && objectives.get(objective.parent)?.perspective === perspective
}

function sorted<T extends { readonly id: Id }>(items: ReadonlyMap<Id, T>): readonly T[] {
  return [...items.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** The version of a weight that is valid on a day (rule R5). */
export function weightOn(weight: Weight, day: number): number {
  let value = weight[0]?.value ?? 1
  for (const version of weight) {
    if (version.from > day) break
    value = version.value
  }
  return value
}
