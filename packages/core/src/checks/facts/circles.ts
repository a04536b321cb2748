import { componentsInOrder, cycleIn } from '../../graph/order.ts'
import type { Id } from '../../strategy/model.ts'

/** One circle of each knot of ids, begun at its first id: `next` says where an id leads. */
export function circlesOf(ids: Iterable<Id>, next: (id: Id) => Iterable<Id>): readonly (readonly Id[])[] {
  const nodes = [...ids].sort()
  const place = new Map(nodes.map((id, index) => [id, index]))
  const targets = nodes.map((id) => [...next(id)].flatMap((other) => place.get(other) ?? []))
  const targetsOf = (node: number) => targets[node] as number[]
  return componentsInOrder(nodes.length, targetsOf)
    .map((component) => cycleIn(component, targetsOf).map((node) => nodes[node] as Id))
    .filter((circle) => circle.length > 0)
}
