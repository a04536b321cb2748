import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'

const words = {
  'more-faults': 'There are {count} more faults in this file; the first {shown} are listed.',
}
const diagnose = diagnoser(words)

const mostFaults = 200

/** Collects the diagnostics of one file. Beyond a limit they are only counted, so that no file drowns the reader. */
export class Report {
  readonly #most: number
  readonly #shown: Diagnostic[] = []
  #more = 0
  #next: Span | undefined

  constructor(most = mostFaults) {
    this.#most = most
  }

  /** Adds what `make` makes, which is not called beyond the limit. */
  add(span: Span, make: () => Diagnostic): void {
    if (this.#shown.length < this.#most) this.#shown.push(make())
    else {
      this.#next ??= span
      this.#more++
    }
  }

  /** What was added, then one that says how many more there were. */
  finish(): readonly Diagnostic[] {
    if (!this.#next) return this.#shown
    const facts = { count: this.#more, shown: this.#most }
    return [...this.#shown, diagnose('more-faults', 'error', this.#next, facts)]
  }
}

const longestQuote = 80

/** A text as a message quotes it: cut where it is long. */
export function quote(text: string): string {
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote - 1)}…`
}
