const patienceMs = 1000
const betweenMs = 100

/** One line on a terminal that says what goes on, from the first second on; nothing anywhere else. */
export class Progress {
  readonly #write: (text: string) => void
  readonly #isShown: boolean
  readonly #now: () => number
  readonly #started: number
  #last = 0
  #isDrawn = false

  constructor(write: (text: string) => void, isShown: boolean, now: () => number) {
    this.#write = write
    this.#isShown = isShown
    this.#now = now
    this.#started = now()
  }

  /** Tells the step; at once where it is known to be a long one. */
  step(text: string, isLong = false): void {
    if (!this.#isShown) return
    const at = this.#now()
    if (!isLong && (at - this.#started < patienceMs || at - this.#last < betweenMs)) return
    this.#last = at
    this.#isDrawn = true
    this.#write(`\r\u001b[K${text} …`)
  }

  clear(): void {
    if (this.#isDrawn) this.#write('\r\u001b[K')
    this.#isDrawn = false
  }
}
