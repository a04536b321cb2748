import { normalQuantile } from './normal.ts'

/** A seeded source of numbers: the same seed gives the same numbers (Mulberry32, Tommy Ettinger 2017). */
export class RandomSource {
  #state: number

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

  /** A standard normal deviate, by inversion. */
  normal(): number {
    return normalQuantile(this.next())
  }
}
