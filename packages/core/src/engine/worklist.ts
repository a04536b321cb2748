/**
 * Tasks to run again, taken in ascending order. Three levels of bits, so that finding the next one among a million
 * costs a few words. Each task has a range of periods, from `low` (inclusive) to `high` (exclusive).
 */
export class Worklist {
  readonly low: Int32Array
  readonly high: Int32Array
  readonly #bits: Int32Array
  readonly #words: Int32Array
  readonly #groups: Int32Array

  constructor(size: number) {
    this.low = new Int32Array(size)
    this.high = new Int32Array(size)
    this.#bits = new Int32Array((size >>> 5) + 1)
    this.#words = new Int32Array((size >>> 10) + 1)
    this.#groups = new Int32Array((size >>> 15) + 1)
  }

  add(task: number, low: number, high: number): void {
    const word = task >>> 5
    const bit = 1 << (task & 31)
    if ((this.#bits[word] as number) & bit) {
      if (low < (this.low[task] as number)) this.low[task] = low
      if (high > (this.high[task] as number)) this.high[task] = high
      return
    }
    this.#bits[word] = (this.#bits[word] as number) | bit
    this.#words[word >>> 5] = (this.#words[word >>> 5] as number) | (1 << (word & 31))
    this.#groups[word >>> 10] = (this.#groups[word >>> 10] as number) | (1 << ((word >>> 5) & 31))
    this.low[task] = low
    this.high[task] = high
  }

  /** Takes out the first task; −1 when none is left. */
  take(): number {
    const groups = this.#groups
    for (let group = 0; group < groups.length; group++) {
      const groupBits = groups[group] as number
      if (groupBits === 0) continue
      const wordsAt = (group << 5) + lowestBit(groupBits)
      const wordBits = this.#words[wordsAt] as number
      const word = (wordsAt << 5) + lowestBit(wordBits)
      const bits = this.#bits[word] as number
      const task = (word << 5) + lowestBit(bits)
      const left = bits & (bits - 1)
      this.#bits[word] = left
      if (left === 0) {
        const leftWords = wordBits & (wordBits - 1)
        this.#words[wordsAt] = leftWords
        if (leftWords === 0) groups[group] = groupBits & (groupBits - 1)
      }
      return task
    }
    return -1
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
