/**
 * Tasks to run again, taken in ascending order. Three levels of bits, so that finding the next one among a million
 * costs a few words. Each task has a range of periods, from `low` (inclusive) to `high` (exclusive).
 */
export class Worklist {
  /** Low and high of each task, side by side: whoever reads one reads the other. */
  readonly #ranges: Int32Array
  readonly #bits: Int32Array
  readonly #words: Int32Array
  readonly #groups: Int32Array
  /** No group before this one has a task. */
  #first = 0

  constructor(size: number) {
    this.#ranges = new Int32Array(2 * size)
    this.#bits = new Int32Array((size >>> 5) + 1)
    this.#words = new Int32Array((size >>> 10) + 1)
    this.#groups = new Int32Array((size >>> 15) + 1)
  }

  low(task: number): number {
    return this.#ranges[2 * task] as number
  }

  high(task: number): number {
    return this.#ranges[2 * task + 1] as number
  }

  add(task: number, low: number, high: number): void {
    const word = task >>> 5
    const bit = 1 << (task & 31)
    const bits = this.#bits[word] as number
    const range = 2 * task
    if (bits & bit) {
      if (low < (this.#ranges[range] as number)) this.#ranges[range] = low
      if (high > (this.#ranges[range + 1] as number)) this.#ranges[range + 1] = high
      return
    }
    this.#ranges[range] = low
    this.#ranges[range + 1] = high
    this.#bits[word] = bits | bit
    if (bits === 0) this.#mark(word)
  }

  /** Tells the upper levels that a word has a bit. */
  #mark(word: number): void {
    const group = word >>> 10
    this.#words[word >>> 5] = (this.#words[word >>> 5] as number) | (1 << (word & 31))
    this.#groups[group] = (this.#groups[group] as number) | (1 << ((word >>> 5) & 31))
    if (group < this.#first) this.#first = group
  }

  /** Takes out the first task; −1 when none is left. */
  take(): number {
    const groups = this.#groups
    for (let group = this.#first; group < groups.length; group++) {
      const groupBits = groups[group] as number
      if (groupBits === 0) continue
      this.#first = group
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
    this.#first = groups.length
    return -1
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
