/** Least squares: coefficients, the standard error of each, and the degrees of freedom left. */
export type Regression = {
  readonly coefficients: Float64Array
  readonly errors: Float64Array
  readonly degrees: number
}

/**
 * Fits y = Σ coefficient·column by ordinary least squares, through Householder reflections (Golub 1965). Undefined
 * where the columns depend on each other or leave no degree of freedom.
 */
export function regress(y: Float64Array, columns: readonly Float64Array[]): Regression | undefined {
  const [rows, size] = [y.length, columns.length]
  const degrees = rows - size
  if (degrees < 1) return undefined
  const work = columns.map((column) => column.slice())
  const right = y.slice()
  const diagonal = new Float64Array(size)
  for (let at = 0; at < size; at++) {
    const pivot = work[at] as Float64Array
    let norm = 0
    for (let row = at; row < rows; row++) norm += (pivot[row] as number) ** 2
    const own = columns[at] as Float64Array
    let whole = 0
    for (let row = 0; row < rows; row++) whole += (own[row] as number) ** 2
    if (!(norm > 1e-20 * whole)) return undefined
    const sign = (pivot[at] as number) > 0 ? -1 : 1
    diagonal[at] = sign * Math.sqrt(norm)
    pivot[at] = (pivot[at] as number) - (diagonal[at] as number)
    let length = 0
    for (let row = at; row < rows; row++) length += (pivot[row] as number) ** 2
    for (const column of [...work.slice(at + 1), right]) {
      let dot = 0
      for (let row = at; row < rows; row++) dot += (pivot[row] as number) * (column[row] as number)
      const factor = (2 * dot) / length
      for (let row = at; row < rows; row++)
        column[row] = (column[row] as number) - factor * (pivot[row] as number)
    }
  }
  const upper = (row: number, column: number): number =>
    row === column ? (diagonal[row] as number) : ((work[column] as Float64Array)[row] as number)
  let squares = 0
  for (let row = size; row < rows; row++) squares += (right[row] as number) ** 2
  const coefficients = solveUpper(upper, right, size)
  const variance = squares / degrees
  const errors = new Float64Array(size)
  for (let at = 0; at < size; at++) {
    // Row `at` of the inverse of R, squared and added up, is the variance of coefficient `at`.
    let sum = 0
    for (let unit = at; unit < size; unit++) {
      const one = new Float64Array(size)
      one[unit] = 1
      sum += (solveUpper(upper, one, size)[at] as number) ** 2
    }
    errors[at] = Math.sqrt(variance * sum)
  }
  return { coefficients, errors, degrees }
}

function solveUpper(
  upper: (row: number, column: number) => number,
  right: Float64Array,
  size: number,
): Float64Array {
  const solution = new Float64Array(size)
  for (let row = size - 1; row >= 0; row--) {
    let sum = right[row] as number
    for (let column = row + 1; column < size; column++)
      sum -= upper(row, column) * (solution[column] as number)
    solution[row] = sum / upper(row, row)
  }
  return solution
}
