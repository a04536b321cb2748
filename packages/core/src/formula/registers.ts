/** A row for an intermediate result. */
export type Register = Float64Array

const pools = new Map<number, Float64Array[]>()

/**
 * Rows for intermediate results, by depth, shared by every kernel over frames of this length: kernels run one after
 * the other, so that no two of them need a row at once.
 */
export function registersFor(count: number): (depth: number) => Register {
  let pool = pools.get(count)
  if (!pool) {
    pool = []
    pools.set(count, pool)
  }
  const rows = pool
  return (depth) => {
    while (rows.length <= depth) rows.push(new Float64Array(count))
    return rows[depth] as Register
  }
}
