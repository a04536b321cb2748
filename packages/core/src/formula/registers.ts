/** Rows for intermediate results. */
export class Registers {
  readonly count: number
  readonly #rows: Float64Array[] = []
  readonly #constants = new Map<string, Float64Array>()

  constructor(count: number) {
    this.count = count
  }

  row(depth: number): Float64Array {
    while (this.#rows.length <= depth) this.#rows.push(new Float64Array(this.count))
    return this.#rows[depth] as Float64Array
  }

  /** A row that holds one number throughout. */
  constant(value: number): Float64Array {
    // A key of text, because a map takes 0 and −0 for one key.
    const key = Object.is(value, -0) ? '-0' : String(value)
    let row = this.#constants.get(key)
    if (!row) {
      if (this.#constants.size >= mostConstants) this.#constants.clear()
      row = new Float64Array(this.count).fill(value)
      this.#constants.set(key, row)
    }
    return row
  }
}

/** Beyond these the pool begins again; kernels keep the rows they have. */
const mostConstants = 1000

const pools = new Map<number, Registers>()

/**
 * The registers shared by every kernel over frames of this length: kernels run one after the other, so that no two of
 * them need a row at once.
 */
export function registersFor(count: number): Registers {
  let pool = pools.get(count)
  if (!pool) {
    pool = new Registers(count)
    pools.set(count, pool)
  }
  return pool
}
