import type { Diagnostic, Facts } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'
import { type RowFault, rowWords } from './observation-row.ts'
import { Report } from './report.ts'

const diagnose = diagnoser(rowWords)
const mostFaults = 200

/** What became of the rows of one file. */
export type Tally = {
  readonly rowsIn: number
  readonly read: number
  readonly rejected: number
  readonly diagnostics: readonly Diagnostic[]
}

/** Counts the rows of a file, and tells why some were rejected: a fault of a measure once, any other for each row. */
export class FaultBook {
  read = 0
  rejected = 0
  readonly #report = new Report(mostFaults)
  readonly #measures = new Set<string>()

  get rowsIn(): number {
    return this.read + this.rejected
  }

  reject(fault: RowFault, measure: string, span: Span, where: Facts): void {
    if (fault.ofMeasure && this.#measures.has(measure)) this.rejected++
    else this.rejectWith(span, () => diagnose(fault.code, 'error', span, { ...where, ...fault.facts }))
    if (fault.ofMeasure) this.#measures.add(measure)
  }

  rejectWith(span: Span, make: () => Diagnostic): void {
    this.rejected++
    this.#report.add(span, make)
  }

  rejectAll(rows: number): void {
    this.rejected += rows
  }

  finish(): readonly Diagnostic[] {
    return this.#report.finish()
  }
}
