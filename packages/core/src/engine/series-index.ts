import type { Id, Measure } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'

/**
 * The places of series, by the number of their name and their grain. First come the measures as the strategy has them,
 * then the exchange rates and sides of divisions that have a row.
 */
export class SeriesIndex {
  readonly measures: readonly Measure[]
  readonly names: Id[] = []
  readonly #numbers = new Map<Id, number>()
  /** The number that `following` found last. */
  #last = -1
  readonly #grains: Grain[] = []
  /** For each grain the place of each number, −1 where it has none. */
  readonly #places: number[][] = []

  constructor(measures: Iterable<Measure>) {
    this.measures = [...measures]
    for (const { id } of this.measures) {
      this.#numbers.set(id, this.names.length)
      this.names.push(id)
    }
  }

  /** The number of a name; −1 where nothing is called so. */
  number(name: Id): number {
    return this.#numbers.get(name) ?? -1
  }

  /**
   * The same for one of many names in a row: what is written one after the other is mostly asked for so, and comparing
   * with the name that follows the last costs less than looking into a map of all.
   */
  following(name: Id): number {
    const next = this.#last + 1
    const number = this.names[next] === name ? next : this.number(name)
    if (number >= 0) this.#last = number
    return number
  }

  /** The number of a name, which gets one if it has none. */
  add(name: Id): number {
    const known = this.following(name)
    if (known >= 0) return known
    const number = this.names.push(name) - 1
    this.#numbers.set(name, number)
    for (const places of this.#places) places.push(-1)
    return number
  }

  /** −1 where there is no such series. */
  place(grain: Grain, name: Id): number {
    return this.at(grain, this.number(name))
  }

  at(grain: Grain, number: number): number {
    return this.#places[this.#grains.indexOf(grain)]?.[number] ?? -1
  }

  set(grain: Grain, number: number, place: number): void {
    let at = this.#grains.indexOf(grain)
    if (at < 0) {
      at = this.#grains.push(grain) - 1
      this.#places.push(this.names.map(() => -1))
    }
    ;(this.#places[at] as number[])[number] = place
  }

  /** The first place of a number at any grain that is accepted; −1 where there is none. */
  find(number: number, accepts: Uint8Array): number {
    if (number < 0) return -1
    for (const places of this.#places) {
      const place = places[number] as number
      if (place >= 0 && accepts[place] === 1) return place
    }
    return -1
  }
}
