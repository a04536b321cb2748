import type { Id } from '../strategy/model.ts'

/** Places in a list by a group and an id: of nodes by their kind. There are few groups. */
export class PlaceIndex<Group> {
  readonly #groups: Group[] = []
  readonly #places: Map<Id, number>[] = []

  get(group: Group, id: Id): number | undefined {
    return this.#places[this.#groups.indexOf(group)]?.get(id)
  }

  set(group: Group, id: Id, place: number): void {
    let at = this.#groups.indexOf(group)
    if (at < 0) {
      at = this.#groups.push(group) - 1
      this.#places.push(new Map())
    }
    ;(this.#places[at] as Map<Id, number>).set(id, place)
  }
}
