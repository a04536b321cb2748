/**
 * Every row of numbers on four parallel columns: values, reasons why one is missing, ages in days, status codes.
 * A row is a stretch of cells that begins at its offset.
 */
export class Columns {
  readonly cells: Float64Array
  readonly reasons: Uint8Array
  readonly ages: Uint16Array
  readonly statuses: Uint8Array

  constructor(layout: Layout) {
    this.cells = new Float64Array(layout.size)
    this.reasons = new Uint8Array(layout.size)
    this.ages = new Uint16Array(layout.size)
    this.statuses = new Uint8Array(layout.size)
  }
}

/** Hands out offsets before the columns exist. */
export class Layout {
  size = 0

  /** The offset of a new row of `count` cells. */
  row(count: number): number {
    const offset = this.size
    this.size += count
    return offset
  }
}

/** The longest age that is kept, in days: 179 years. */
export const oldest = 65535
