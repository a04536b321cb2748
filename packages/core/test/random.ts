/** A seeded source of numbers: the same seed gives the same numbers (Mulberry32, Tommy Ettinger). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from `least` to `most`, both inclusive. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(items: readonly T[]): T {
    return items[this.whole(0, items.length - 1)] as T
  }

  /** Up to `most` of the items, none twice, in their order. */
  some<T>(items: readonly T[], most: number): T[] {
    const count = this.whole(0, Math.min(most, items.length))
    const chosen = new Set<number>()
    while (chosen.size < count) chosen.add(this.whole(0, items.length - 1))
    return items.filter((_, place) => chosen.has(place))
  }

  /** An amount as companies have them: often round, sometimes 0 or negative. */
  amount(): number {
    if (this.chance(0.06)) return 0
    const size = this.pick([1, 1, 1, 1, 0.1, 30])
    const value = this.chance(0.5) ? this.whole(14, 26) * 5 : Math.round(70_000 + this.next() * 60_000) / 1000
    return (this.chance(0.07) ? -value : value) * size
  }
}
