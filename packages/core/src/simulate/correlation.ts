/**
 * Correlations of columns of errors, shrunk towards none by what is noise in them (Ledoit and Wolf 2003, with the target
 * and the share of Schäfer and Strimmer 2005). NaN is a gap; pairs take what both have. Row after row, `size` × `size`.
 */
export function shrunkCorrelations(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length
  const matrix = new Float64Array(size * size)
  let noise = 0
  let signal = 0
  for (let one = 0; one < size; one++) {
    matrix[one * size + one] = 1
    for (let other = 0; other < one; other++) {
      const { r, variance } = correlate(columns[one] as Float64Array, columns[other] as Float64Array)
      matrix[one * size + other] = r
      noise += variance
      signal += r * r
    }
  }
  const kept = signal > 0 ? 1 - Math.min(1, noise / signal) : 0
  for (let one = 0; one < size; one++) {
    for (let other = 0; other < one; other++) {
      const r = kept * (matrix[one * size + other] as number)
      matrix[one * size + other] = r
      matrix[other * size + one] = r
    }
  }
  return matrix
}

/** The correlation of two columns over what both have, counted from their ends, and the variance of it. */
function correlate(
  one: Float64Array,
  other: Float64Array,
): { readonly r: number; readonly variance: number } {
  const length = Math.min(one.length, other.length)
  const [x, y]: [number[], number[]] = [[], []]
  for (let back = 1; back <= length; back++) {
    const [a, b] = [one[one.length - back] as number, other[other.length - back] as number]
    if (Number.isNaN(a + b)) continue
    x.push(a)
    y.push(b)
  }
  const count = x.length
  if (count < 6) return { r: 0, variance: 0 }
  const products = standard(x)
  const second = standard(y)
  let sum = 0
  for (let at = 0; at < count; at++) {
    products[at] = (products[at] as number) * (second[at] as number)
    sum += products[at] as number
  }
  const mean = sum / count
  const spread = products.reduce((total, product) => total + (product - mean) ** 2, 0)
  const r = Math.max(-1, Math.min(1, (mean * count) / (count - 1)))
  return { r, variance: (count * spread) / (count - 1) ** 3 }
}

function standard(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return values.map((value) => (variance > 0 ? (value - mean) / Math.sqrt(variance) : 0))
}

/**
 * The lower triangle L of a correlation matrix, L·Lᵀ = matrix (Cholesky). Correlations over unlike periods need not
 * make one: then all of them are drawn towards none, by a tenth at a time, until they do.
 */
export function triangleOf(matrix: Float64Array, size: number): Float64Array {
  for (let kept = 1; kept > 0.05; kept -= 0.1) {
    const lower = new Float64Array(size * size)
    if (factor(matrix, size, kept, lower)) return lower
  }
  return Float64Array.from({ length: size * size }, (_, at) => (at % (size + 1) === 0 ? 1 : 0))
}

function factor(matrix: Float64Array, size: number, kept: number, lower: Float64Array): boolean {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = row === column ? 1 : kept * (matrix[row * size + column] as number)
      for (let at = 0; at < column; at++) {
        sum -= (lower[row * size + at] as number) * (lower[column * size + at] as number)
      }
      if (row !== column) lower[row * size + column] = sum / (lower[column * size + column] as number)
      else if (sum > 1e-9) lower[row * size + row] = Math.sqrt(sum)
      else return false
    }
  }
  return true
}
