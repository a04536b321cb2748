/** Line and column, both from 1; the column counts UTF-16 code units. */
export type Position = { readonly line: number; readonly column: number }

/** Offsets of the line starts of a text; `position` finds a line by bisection. */
export class Lines {
  readonly text: string
  readonly #starts: number[]

  constructor(text: string) {
    this.text = text
    this.#starts = [0]
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  get count(): number {
    return this.#starts.length
  }

  position(offset: number): Position {
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 }
  }

  /** The text of a line (from 1) without its line end. */
  line(number: number): string {
    const start = this.#starts[number - 1]
    if (start === undefined) return ''
    const end = this.#starts[number] ?? this.text.length + 1
    return this.text.slice(start, end - 1).replace(/\r$/, '')
  }
}
