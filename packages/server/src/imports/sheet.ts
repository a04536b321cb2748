import type { IntakeCell } from '@keelson/core'
import { bounds } from './bounds.ts'
import { FileFault } from './fault.ts'

/** A sheet of a file that was sent, with what of it is not in its cells. */
export type Sheet = {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: readonly (readonly IntakeCell[])[]
  /** Cells whose value a formula made; the value that the file has of it is taken. */
  readonly formulas: number
  readonly merged: number
  /** Rows that could not be read. */
  readonly faults: readonly { readonly row: number; readonly message: string }[]
}

/** What was read of a file; `notes` name what of it was not. */
export type Book = {
  readonly kind: 'csv' | 'xlsx'
  readonly sheets: readonly Sheet[]
  readonly notes: readonly string[]
}

/** Rows of cells by their places. Cells in all are counted over the whole book. */
export class Grid {
  readonly rows: IntakeCell[][] = []
  readonly #room: { cells: number }

  constructor(room: { cells: number }) {
    this.#room = room
  }

  /** Puts a cell; both from 0. */
  put(row: number, column: number, cell: IntakeCell): void {
    if (row >= bounds.rows || column >= bounds.columns)
      throw new FileFault('file-too-large', 'A cell lies beyond row 1,048,576 or column 16,384.')
    while (this.rows.length <= row) this.rows.push(this.#take([]))
    const cells = this.rows[row] as IntakeCell[]
    while (cells.length < column) cells.push(this.#take(''))
    cells[column] = this.#take(typeof cell === 'string' ? holdable(cell) : cell)
  }

  #take<T>(what: T): T {
    if (--this.#room.cells < 0)
      throw new FileFault('file-too-large', 'The file has more than two million cells. Send it in parts.')
    return what
  }
}

/** A text that a database holds. */
export function holdable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}
