import { addProducts, addRows } from './add-rows.ts'
import type { Formula } from './ast.ts'
import * as loops from './loops.ts'

/** A sum of rows, or of products of two rows: `rows` names them one after the other. */
type Sum = { readonly rows: string[]; readonly areProducts: boolean }

/** Each kernel begins with four numbers: how many rows above and below, and whether they are those of products. */
const head = 4

/**
 * Kernels of the most usual formulas: a sum of rows or of products of two rows, or one such sum over another. Each is
 * a few numbers in one array and not several objects, because a company has tens of thousands of them, and a change
 * runs a handful that lie far apart in memory. They give bit for bit what `compile` gives.
 */
export class Quotients {
  #code = new Int32Array(1024)
  #size = 0
  /** The row of what is divided by. */
  readonly #below: Float64Array

  /** `longest` is the number of periods of the longest row. */
  constructor(longest: number) {
    this.#below = new Float64Array(longest)
  }

  /** Takes in a formula and gives the number of its kernel; −1 where the formula is not one of these. */
  add(formula: Formula, startOf: (id: string) => number): number {
    const isQuotient = formula.kind === 'binary' && formula.op === '/'
    const above = sumOf(isQuotient ? formula.left : formula)
    const below = isQuotient ? sumOf(formula.right) : noSum
    if (!above || !below) return -1
    const kernel = this.#size
    this.#reserve(head + above.rows.length + below.rows.length)
    const code = this.#code
    code[kernel] = above.rows.length
    code[kernel + 1] = above.areProducts ? 1 : 0
    code[kernel + 2] = below.rows.length
    code[kernel + 3] = below.areProducts ? 1 : 0
    let at = kernel + head
    for (const id of above.rows) code[at++] = startOf(id)
    for (const id of below.rows) code[at++] = startOf(id)
    this.#size = at
    return kernel
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.#code.length) return
    const larger = new Int32Array(2 * (this.#size + more))
    larger.set(this.#code)
    this.#code = larger
  }

  /** Computes the periods `low` (inclusive) to `high` (exclusive) into `cells[out + period]`. */
  run(kernel: number, cells: Float64Array, out: number, low: number, high: number): void {
    const code = this.#code
    const from = kernel + head
    const middle = from + (code[kernel] as number)
    const end = middle + (code[kernel + 2] as number)
    const areProducts = code[kernel + 1] === 1
    const areProductsBelow = code[kernel + 3] === 1
    if (high - low === 1) {
      const above = sumAt(cells, code, from, middle, areProducts, low)
      const s = end > middle ? above / sumAt(cells, code, middle, end, areProductsBelow, low) : above
      cells[out + low] = s * 0 + s
      return
    }
    addUp(cells, out, cells, code, from, middle, areProducts, low, high)
    if (end === middle) return
    addUp(this.#below, 0, cells, code, middle, end, areProductsBelow, low, high)
    loops.divide(cells, out, cells, out, this.#below, 0, low, high)
  }
}

const noSum: Sum = { rows: [], areProducts: false }

/** A formula as a sum whose terms are added left to right; undefined where it is none. */
function sumOf(formula: Formula): Sum | undefined {
  const rows: string[] = []
  const products = addTerms(formula, rows)
  return products === undefined ? undefined : { rows, areProducts: products }
}

/** Adds the rows of all terms; tells whether they are products, undefined where they are mixed or something else. */
function addTerms(formula: Formula, rows: string[]): boolean | undefined {
  switch (formula.kind) {
    case 'measure':
      rows.push(formula.id)
      return false
    case 'binary':
      if (formula.op === '*') return addProduct(formula.left, formula.right, rows)
      return formula.op === '+' ? addAll([formula.left, formula.right], rows) : undefined
    case 'call':
      return formula.name === 'sum' ? addAll(formula.args, rows) : undefined
    default:
      return undefined
  }
}

function addProduct(left: Formula, right: Formula, rows: string[]): true | undefined {
  if (left.kind !== 'measure' || right.kind !== 'measure') return undefined
  rows.push(left.id, right.id)
  return true
}

/** The first term may be a sum itself; any other is one term, because a + (b + c) is not a + b + c to the last bit. */
function addAll(terms: readonly Formula[], rows: string[]): boolean | undefined {
  const first = addTerms(terms[0] as Formula, rows)
  for (let at = 1; at < terms.length; at++) {
    const term = terms[at] as Formula
    const isProduct = term.kind === 'binary' && term.op === '*'
    if (term.kind !== 'measure' && !isProduct) return undefined
    if (addTerms(term, rows) !== first) return undefined
  }
  return first
}

function addUp(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Int32Array,
  from: number,
  end: number,
  areProducts: boolean,
  low: number,
  high: number,
): void {
  const a = starts[from] as number
  if (areProducts) {
    if (end - from > 2) addProducts(target, to, cells, starts, from, end, low, high)
    else loops.multiply(target, to, cells, a, cells, starts[from + 1] as number, low, high)
  } else if (end - from > 1) addRows(target, to, cells, starts, from, end, low, high)
  else loops.copy(target, to, cells, a, low, high)
}

/** NaN where a term is missing or the sum is too large. */
function sumAt(
  cells: Float64Array,
  starts: Int32Array,
  from: number,
  end: number,
  areProducts: boolean,
  period: number,
): number {
  let s = cells[(starts[from] as number) + period] as number
  if (areProducts) {
    s *= cells[(starts[from + 1] as number) + period] as number
    for (let at = from + 2; at < end; at += 2) {
      const a = cells[(starts[at] as number) + period] as number
      s += a * (cells[(starts[at + 1] as number) + period] as number)
    }
  } else {
    for (let at = from + 1; at < end; at++) s += cells[(starts[at] as number) + period] as number
  }
  return s * 0 + s
}
