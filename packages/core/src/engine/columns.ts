/**
 * Every row of numbers on parallel columns. A row is a stretch of cells that begins at its offset. `cells` holds values
 * and scores, NaN where there is none; `marks` why there is none (the low bits) and, for scores, the status; `ages` is
 * empty where nothing in the company can be old.
 */
export class Columns {
  readonly cells: Float64Array
  readonly marks: Uint8Array
  readonly ages: Uint16Array
  readonly #buffer: ArrayBufferLike

  /** `spent` are columns that nobody reads any more, whose memory serves again where it is enough. */
  constructor({ size }: Layout, aged: boolean, isLasting = false, spent?: Columns) {
    const bytes = size * (8 + 1 + (aged ? 2 : 0))
    const isEnough = spent && bytes <= spent.#buffer.byteLength
    const buffer = isEnough ? cleared(spent.#buffer) : reserve(bytes, isLasting)
    this.cells = new Float64Array(buffer, 0, size)
    this.ages = new Uint16Array(buffer, 8 * size, aged ? size : 0)
    this.marks = new Uint8Array(buffer, bytes - size, size)
    this.#buffer = buffer
  }
}

/**
 * A garbage collector counts shared memory as nobody's. Memory of its own would have it collect the whole strategy, a
 * hundred megabytes of living objects, in the middle of loading a large company.
 */
function reserve(bytes: number, isLasting: boolean): ArrayBufferLike {
  const isShared = isLasting && typeof SharedArrayBuffer !== 'undefined'
  return isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
}

function cleared(buffer: ArrayBufferLike): ArrayBufferLike {
  new Uint8Array(buffer).fill(0)
  return buffer
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

/** A mark is a reason in the low five bits, a status in the next two, and whether the score is an estimate. */
const statusShift = 5
const reasonBits = 0x1f
const statusBits = 0x03
export const estimateMark = 0x80

export function markOf(reason: number, status: number): number {
  return reason | (status << statusShift)
}

export function reasonIn(mark: number): number {
  return mark & reasonBits
}

export function statusIn(mark: number): number {
  return (mark >> statusShift) & statusBits
}
