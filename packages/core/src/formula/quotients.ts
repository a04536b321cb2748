import { addProducts, addRows } from './add-rows.ts'
import type { Formula } from './ast.ts'
import { isProductOfRows } from './compile.ts'
import * as loops from './loops.ts'

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

  /**
   * Takes in a formula and gives the number of its kernel; −1 where the formula is not one of these. `slots` are the rows
   * that the formula names, from left to right, and begin at `offsets`.
   */
  add(formula: Formula, slots: readonly number[], offsets: Int32Array): number {
    const isQuotient = formula.kind === 'binary' && formula.op === '/'
    const above = termsOf(isQuotient ? formula.left : formula)
    const below = isQuotient ? termsOf(formula.right) : noTerms
    if (Number.isNaN(above + below)) return -1
    const kernel = this.#size
    this.#size += head + slots.length
    this.#reserve()
    this.#code[kernel] = Math.abs(above)
    this.#code[kernel + 1] = above < 0 ? 1 : 0
    this.#code[kernel + 2] = Math.abs(below)
    this.#code[kernel + 3] = below < 0 ? 1 : 0
    for (let at = 0; at < slots.length; at++)
      this.#code[kernel + head + at] = offsets[slots[at] as number] as number
    return kernel
  }

  #reserve(): void {
    if (this.#size <= this.#code.length) return
    const larger = new Int32Array(2 * this.#size)
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

const noTerms = 0
const notSum = Number.NaN

/**
 * How many rows a sum names whose terms are added left to right: positive where the terms are rows, negative where they
 * are products of two rows, NaN where the formula is none of these.
 */
function termsOf(formula: Formula): number {
  switch (formula.kind) {
    case 'measure':
      return 1
    case 'binary':
      if (formula.op === '+') return together(termsOf(formula.left), formula.right)
      return isProductOfRows(formula) ? -2 : notSum
    case 'call': {
      if (formula.name !== 'sum') return notSum
      let terms = termsOf(formula.args[0] as Formula)
      for (let at = 1; at < formula.args.length; at++) terms = together(terms, formula.args[at] as Formula)
      return terms
    }
    default:
      return notSum
  }
}

/** A sum and one more term; the term is no sum itself, because a + (b + c) is not a + b + c to the last bit. */
function together(terms: number, term: Formula): number {
  if (term.kind === 'measure') return terms > 0 ? terms + 1 : notSum
  return terms < 0 && isProductOfRows(term) ? terms - 2 : notSum
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
