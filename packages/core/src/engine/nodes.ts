import { orderComponents } from '../graph/order.ts'
import type { Id, Kpi, Objective, RollUp, Strategy, Weight } from '../strategy/model.ts'
import { evenWeight } from '../strategy/resolver.ts'
import { PlaceIndex } from './place-index.ts'

/** Something whose score is rolled up from others. */
export type NodeKind = 'objective' | 'department' | 'perspective' | 'organisation'

/** A node among the children of another, by its place in the plan. */
export type ChildNode = { readonly place: number; readonly weight: Weight }

/** What a node is made from: first the KPIs, by their numbers, then nodes. */
export type Node = {
  readonly kind: NodeKind
  readonly id: Id
  readonly rollUp: RollUp
  readonly kpis: readonly number[]
  readonly below: readonly ChildNode[]
}

/** The nodes of a strategy, children before parents, and their places. */
export type NodePlan = { readonly nodes: readonly Node[]; readonly places: PlaceIndex<NodeKind> }

/** The key under which a node is asked for: `objective:grow`, `department:sales`, `organisation:`. */
export function nodeKey(kind: NodeKind, id: Id): string {
  return `${kind}:${id}`
}

/** The nodes of a strategy; KPIs are numbered in the order of their ids (rules R1 to R5). */
export function planNodes(strategy: Strategy, kpis: readonly Kpi[]): NodePlan {
  return new NodePlanner(strategy, kpis).plan()
}

type Draft = {
  readonly kind: NodeKind
  readonly id: Id
  readonly rollUp: RollUp
  readonly place: number
  kpis: number[]
  below: { readonly draft: Draft; readonly weight: Weight }[]
}

class NodePlanner {
  readonly #strategy: Strategy
  readonly #kpis: readonly Kpi[]
  readonly #drafts: Draft[] = []
  readonly #objectives = new Map<Id, Draft>()
  readonly #departments = new Map<Id, Draft>()

  constructor(strategy: Strategy, kpis: readonly Kpi[]) {
    this.#strategy = strategy
    this.#kpis = kpis
  }

  plan(): NodePlan {
    this.#draftObjectives()
    this.#draftDepartments()
    this.#draftOrganisation(this.#draftPerspectives())
    return this.#inOrder()
  }

  #draft(kind: NodeKind, id: Id, rollUp: RollUp): Draft {
    const draft: Draft = { kind, id, rollUp, place: this.#drafts.length, kpis: [], below: [] }
    this.#drafts.push(draft)
    return draft
  }

  #draftObjectives(): void {
    const objectives = sorted(this.#strategy.objectives)
    for (const { id, rollUp } of objectives) this.#objectives.set(id, this.#draft('objective', id, rollUp))
    let last: Draft | undefined
    for (let number = 0; number < this.#kpis.length; number++) {
      const { objective } = this.#kpis[number] as Kpi
      if (objective === undefined) continue
      // KPIs of one objective often follow one another, and looking an id up costs more than all the rest.
      if (objective !== last?.id) last = this.#objectives.get(objective)
      last?.kpis.push(number)
    }
    for (const { id, parent, weight } of objectives) {
      if (parent !== undefined)
        this.#objectives.get(parent)?.below.push({ draft: this.#objective(id), weight })
    }
    for (const { id, judgedBy } of objectives) {
      const draft = this.#objective(id)
      const by = judgedBy ?? (draft.kpis.length > 0 ? 'kpis' : 'objectives')
      if (by === 'kpis') draft.below = []
      if (by === 'objectives') draft.kpis = []
    }
  }

  #objective(id: Id): Draft {
    return this.#objectives.get(id) as Draft
  }

  #draftDepartments(): void {
    const departments = sorted(this.#strategy.departments)
    const drafts = this.#departments
    for (const { id, rollUp } of departments) drafts.set(id, this.#draft('department', id, rollUp))
    for (let number = 0; number < this.#kpis.length; number++) {
      const { department, sharedWith } = this.#kpis[number] as Kpi
      if (department !== undefined) drafts.get(department)?.kpis.push(number)
      if (sharedWith.length === 0) continue
      for (const id of new Set(sharedWith)) if (id !== department) drafts.get(id)?.kpis.push(number)
    }
    for (const { id, parent, weight } of departments) {
      const draft = drafts.get(id) as Draft
      if (parent !== undefined) drafts.get(parent)?.below.push({ draft, weight })
    }
  }

  /** The perspectives that have an objective. */
  #draftPerspectives(): readonly Draft[] {
    const { perspectives, objectives } = this.#strategy
    const drafts = sorted(perspectives).map(({ id, rollUp }) => this.#draft('perspective', id, rollUp))
    const ordered = drafts.length > 0 ? sorted(objectives) : []
    for (const draft of drafts) {
      for (const objective of ordered) {
        if (objective.perspective !== draft.id || hasParentIn(objective, draft.id, objectives)) continue
        draft.below.push({ draft: this.#objective(objective.id), weight: objective.weight })
      }
    }
    return drafts.filter(({ below }) => below.length > 0)
  }

  #draftOrganisation(perspectives: readonly Draft[]): void {
    const { organisation, objectives, scorecard } = this.#strategy
    const { below } = this.#draft('organisation', '', organisation.rollUp)
    for (const draft of perspectives) {
      const versions = scorecard.map(({ from, weights }) => ({ from, value: weights.get(draft.id) ?? 0 }))
      below.push({ draft, weight: versions.length > 0 ? versions : evenWeight })
    }
    if (perspectives.length > 0) return
    for (const { id, parent, weight } of sorted(objectives)) {
      if (parent === undefined) below.push({ draft: this.#objective(id), weight })
    }
  }

  /** Children first; a circle of parents is cut, and told by a check. */
  #inOrder(): NodePlan {
    const drafts = this.#drafts
    const below = drafts.map((draft) => draft.below.map((child) => child.draft.place))
    const { members } = orderComponents(drafts.length, (place) => below[place] as number[])
    const finished = new Int32Array(drafts.length).fill(-1)
    const nodes: Node[] = []
    const places = new PlaceIndex<NodeKind>()
    for (const member of members) {
      const { kind, id, rollUp, kpis, below } = drafts[member] as Draft
      const children: ChildNode[] = []
      for (const { draft, weight } of below) {
        const place = finished[draft.place] as number
        if (place >= 0) children.push({ place, weight })
      }
      finished[member] = nodes.length
      places.set(kind, id, nodes.length)
      nodes.push({ kind, id, rollUp, kpis, below: children })
    }
    return { nodes, places }
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
