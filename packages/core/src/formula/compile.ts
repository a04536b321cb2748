import { assert } from '../text/assert.ts'
import { addProducts, addRows } from './add-rows.ts'
import type { BinaryNode, CallNode, Formula, UnaryNode } from './ast.ts'
import type { Frame } from './frame.ts'
import { interpret } from './interpret.ts'
import type { Loop } from './loops.ts'
import * as loops from './loops.ts'
import type { Change } from './operators.ts'
import { absolute, alone, choiceOf, loopOf, negate, not, roundingTo } from './operators.ts'
import type { Fill, Operand, Part } from './part.ts'
import { isFilled, joined, joinedSwapped, operandOf, ready, rowPart, startOf } from './part.ts'
import type { Read } from './reach.ts'
import { reachesOf } from './reach.ts'
import type { Registers } from './registers.ts'
import { registersFor } from './registers.ts'
import type { TimeFunction } from './time-loops.ts'
import { timeFunctionOf } from './time-loops.ts'

/** A formula compiled to loops over whole rows. */
export type Kernel = {
  readonly reads: readonly Read[]
  /**
   * Computes the periods `low` (inclusive) to `high` (exclusive) into `cells[out + period]`. Row `slot` stands at
   * `cells[offsets[slot]]` and holds finite numbers or NaN. What `interpret` calls missing comes out as NaN, and every
   * other value to the bit. A row that reads its own earlier periods is computed one period at a time.
   */
  run(cells: Float64Array, offsets: Int32Array, out: number, low: number, high: number): void
}

/** Compiles a resolved formula; `slotOf` gives the row of each measure and of each exchange rate. */
export function compile(formula: Formula, frame: Frame, slotOf: (id: string) => number): Kernel {
  const { fill } = new Compiler(frame, slotOf).part(formula, 0)
  return {
    reads: reachesOf(formula, frame, slotOf),
    run(cells, offsets, out, low, high) {
      if (low < high) fill(cells, offsets, cells, out, low, high)
    },
  }
}

/**
 * `depth` numbers the first register that is free. A part is filled into the target that it is given, so its first
 * operand may be filled there too; the other operands go to registers.
 */
class Compiler {
  readonly #frame: Frame
  readonly #slotOf: (id: string) => number
  readonly #registers: Registers

  constructor(frame: Frame, slotOf: (id: string) => number) {
    this.#frame = frame
    this.#slotOf = slotOf
    this.#registers = registersFor(frame.count)
  }

  part(formula: Formula, depth: number): Part {
    switch (formula.kind) {
      case 'number':
        return this.#constant(formula.value)
      case 'measure':
        return rowPart(this.#slotOf(formula.id))
      case 'unary':
        return this.#unary(formula, depth)
      case 'binary':
        return this.#binary(formula, depth)
      case 'call':
        return this.#call(formula, depth)
    }
  }

  #constant(value: number): Part {
    const constant = this.#registers.constant(value)
    return {
      slot: -1,
      constant,
      fill: (_cells, _offsets, target, to, low, high) => loops.copy(target, to, constant, 0, low, high),
    }
  }

  /** A part made of constants is one itself. */
  #made(formula: Formula, parts: readonly Part[], fill: Fill): Part {
    if (parts.length > 0 && parts.every(({ constant }) => constant)) {
      return this.#constant(interpret(formula, 0, this.#frame, neverRead).value)
    }
    return { slot: -1, constant: undefined, fill }
  }

  /** A part that is read from a row or from the register `depth`. */
  #operand(formula: Formula, depth: number): Operand {
    return operandOf(this.part(formula, depth + 1), () => this.#registers.row(depth))
  }

  #unary(node: UnaryNode, depth: number): Part {
    return this.#map(node, node.operand, depth, node.op === '-' ? negate : not)
  }

  #map(node: Formula, inner: Formula, depth: number, change: Change): Part {
    const part = this.part(inner, depth)
    const { fill } = part
    return this.#made(node, [part], (cells, offsets, target, to, low, high) => {
      fill(cells, offsets, target, to, low, high)
      change(target, to, low, high)
    })
  }

  #binary(node: BinaryNode, depth: number): Part {
    if (node.op === '+') {
      const terms = termsOf(node)
      if (terms.length > 2) return this.#fold(node, terms, depth, loops.add)
    }
    const [loop, isSwapped] = loopOf[node.op]
    const left = this.part(node.left, depth)
    const right = this.#operand(node.right, depth)
    return this.#made(
      node,
      [left, right],
      isSwapped ? joinedSwapped(left, right, loop) : joined(left, right, loop),
    )
  }

  #call(call: CallNode, depth: number): Part {
    const { args } = call
    const first = args[0] as Formula
    switch (call.name) {
      case 'days':
        return this.#days()
      case 'sum':
        return this.#fold(call, args, depth, loops.add)
      case 'avg':
        return this.#average(call, depth)
      case 'min':
        return this.#fold(call, args, depth, loops.least)
      case 'max':
        return this.#fold(call, args, depth, loops.most)
      case 'coalesce':
        return this.#fold(call, args, depth, loops.present)
      case 'convert':
        return args.length < 2 ? this.#constant(Number.NaN) : this.#fold(call, args, depth, loops.multiply)
      case 'abs':
        return this.#map(call, first, depth, absolute)
      case 'round':
        return this.#map(call, first, depth, roundingTo(call.count))
      case 'if':
        return this.#choose(call, depth)
      default:
        return this.#timed(first, depth, timeFunctionOf(call, this.#frame))
    }
  }

  #days(): Part {
    const { days } = this.#frame
    const fill: Fill = (_cells, _offsets, target, to, low, high) => {
      for (let p = low; p < high; p++) target[to + p] = days[p] as number
    }
    return { slot: -1, constant: undefined, fill }
  }

  /** Joins arguments left to right. */
  #fold(node: Formula, args: readonly Formula[], depth: number, loop: Loop): Part {
    if (args.length === 1) return this.part(args[0] as Formula, depth)
    const fused = loop === loops.add ? this.#fused(args) : undefined
    if (fused) return { slot: -1, constant: undefined, fill: fused }
    const first = this.part(args[0] as Formula, depth)
    const rest = args.slice(1).map((arg) => this.#operand(arg, depth))
    return this.#made(node, [first, ...rest], (cells, offsets, target, to, low, high) => {
      let a = target
      let ao = to
      if (isFilled(first)) first.fill(cells, offsets, target, to, low, high)
      else {
        a = first.constant ?? cells
        ao = first.slot < 0 ? 0 : (offsets[first.slot] as number)
      }
      for (const operand of rest) {
        const b = ready(operand, cells, offsets, low, high)
        loop(target, to, a, ao, b, startOf(operand, offsets), low, high)
        a = target
        ao = to
      }
    })
  }

  /** A sum of rows, or of products of two rows, in few passes; undefined where the sum is neither. */
  #fused(args: readonly Formula[]): Fill | undefined {
    const isPlain = args.every(({ kind }) => kind === 'measure')
    if (!isPlain && !args.every(isProductOfRows)) return undefined
    const rows = isPlain ? args : args.flatMap((arg) => (arg.kind === 'binary' ? [arg.left, arg.right] : []))
    const slots = new Int32Array(rows.length)
    for (const [place, row] of rows.entries()) if (row.kind === 'measure') slots[place] = this.#slotOf(row.id)
    const adder = isPlain ? addRows : addProducts
    const starts = new Int32Array(slots.length)
    return (cells, offsets, target, to, low, high) => {
      for (let at = 0; at < slots.length; at++) starts[at] = offsets[slots[at] as number] as number
      adder(target, to, cells, starts, 0, starts.length, low, high)
    }
  }

  #average(call: CallNode, depth: number): Part {
    const sum = this.#fold(call, call.args, depth, loops.add)
    if (sum.constant) return this.#constant(interpret(call, 0, this.#frame, neverRead).value)
    const { fill } = sum
    const divisor = this.#registers.constant(call.args.length)
    const fillMean: Fill = (cells, offsets, target, to, low, high) => {
      fill(cells, offsets, target, to, low, high)
      loops.divide(target, to, target, to, divisor, 0, low, high)
    }
    return { slot: -1, constant: undefined, fill: fillMean }
  }

  #choose(call: CallNode, depth: number): Part {
    const [condition, then, otherwise] = call.args as readonly [Formula, Formula, Formula]
    const comparison = condition.kind === 'binary' ? choiceOf(condition.op) : undefined
    const [choice, isSwapped, isOpposite] = comparison ?? alone
    const isCompared = comparison !== undefined && condition.kind === 'binary'
    const x = this.part(isCompared ? condition.left : condition, depth)
    const y = isCompared ? this.#operand(condition.right, depth) : undefined
    const yes = this.#operand(isOpposite ? otherwise : then, depth + 1)
    const no = this.#operand(isOpposite ? then : otherwise, depth + 2)
    return this.#made(call, [x, y ?? x, yes, no], (cells, offsets, target, to, low, high) => {
      if (isFilled(x)) x.fill(cells, offsets, target, to, low, high)
      const c = isFilled(x) ? target : (x.constant ?? cells)
      const co = isFilled(x) ? to : startOf(x, offsets)
      const d = y ? ready(y, cells, offsets, low, high) : c
      const dO = y ? startOf(y, offsets) : co
      const a = ready(yes, cells, offsets, low, high)
      const ao = startOf(yes, offsets)
      const b = ready(no, cells, offsets, low, high)
      const bo = startOf(no, offsets)
      if (isSwapped) choice(target, to, d, dO, c, co, a, ao, b, bo, low, high)
      else choice(target, to, c, co, d, dO, a, ao, b, bo, low, high)
    })
  }

  #timed(inner: Formula, depth: number, { loop, firstRead }: TimeFunction): Part {
    const operand = this.#operand(inner, depth)
    const fill: Fill = (cells, offsets, target, to, low, high) => {
      const first = firstRead(low)
      const a = ready(operand, cells, offsets, Math.max(first, 0), high)
      loop(target, to, a, startOf(operand, offsets), low, high)
    }
    return { slot: -1, constant: undefined, fill }
  }
}

/** The terms of a chain of additions; adding them left to right is what the chain does. */
function termsOf(node: BinaryNode): readonly Formula[] {
  const terms: Formula[] = [node.right]
  let left = node.left
  while (left.kind === 'binary' && left.op === '+') {
    terms.push(left.right)
    left = left.left
  }
  terms.push(left)
  return terms.reverse()
}

/** Whether a formula is one row times another. */
export function isProductOfRows(formula: Formula): boolean {
  if (formula.kind !== 'binary' || formula.op !== '*') return false
  return formula.left.kind === 'measure' && formula.right.kind === 'measure'
}

function neverRead(): never {
  assert(false, 'a constant reads no measure')
}
