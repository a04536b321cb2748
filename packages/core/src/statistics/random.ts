/** A seeded source of numbers: the same seed gives the same numbers (Mulberry32, Tommy Ettinger 2017). */
export class RandomSource {
  #state: number
  #kept = Number.NaN

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 to 1, both exclusive. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296
  }

  /** A standard normal deviate, by the polar method (Marsaglia and Bray 1964): two at a time, one kept for later. */
  normal(): number {
    const kept = this.#kept
    if (!Number.isNaN(kept)) {
      this.#kept = Number.NaN
      return kept
    }
    for (;;) {
      const x = 2 * this.next() - 1
      const y = 2 * this.next() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const size = Math.sqrt((-2 * Math.log(square)) / square)
      this.#kept = y * size
      return x * size
    }
  }
}
