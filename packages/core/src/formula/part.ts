import type { Loop } from './loops.ts'
import * as loops from './loops.ts'

/** Fills `target[to + p]` for a stretch of periods. */
export type Fill = (
  cells: Float64Array,
  offsets: Int32Array,
  target: Float64Array,
  to: number,
  low: number,
  high: number,
) => void

/** What a part of a formula is at work: a row of the columns, a constant row, or something to be filled. */
export type Part = {
  /** The row's slot, or −1. */
  readonly slot: number
  readonly constant: Float64Array | undefined
  readonly fill: Fill
}

/** A row of the columns as a part. */
export function rowPart(slot: number): Part {
  return {
    slot,
    constant: undefined,
    fill: (cells, offsets, target, to, low, high) =>
      loops.copy(target, to, cells, offsets[slot] as number, low, high),
  }
}

/** Whether a part has to be computed before it can be read. */
export function isFilled({ slot, constant }: Part): boolean {
  return slot < 0 && constant === undefined
}

/** A part together with the register that it is filled into; a row needs none. */
export type Operand = Part & { readonly register: Float64Array | undefined }

/** `registerOf` gives the register, if one is needed. */
export function operandOf(part: Part, registerOf: () => Float64Array): Operand {
  const { slot, constant, fill } = part
  return { slot, constant, fill, register: isFilled(part) ? registerOf() : undefined }
}

/** Fills an operand where it has to be, and gives the array that it is read from, at `startOf`. */
export function ready(
  operand: Operand,
  cells: Float64Array,
  offsets: Int32Array,
  low: number,
  high: number,
): Float64Array {
  const { register } = operand
  if (register === undefined) return operand.constant ?? cells
  operand.fill(cells, offsets, register, 0, low, high)
  return register
}

/** Where in its array a part begins. */
export function startOf({ slot }: Part, offsets: Int32Array): number {
  return slot < 0 ? 0 : (offsets[slot] as number)
}

/** Two parts joined cell by cell. */
export function joined(left: Part, right: Operand, loop: Loop): Fill {
  if (left.slot >= 0 && right.slot >= 0) {
    const { slot } = left
    const other = right.slot
    return (cells, offsets, target, to, low, high) =>
      loop(target, to, cells, offsets[slot] as number, cells, offsets[other] as number, low, high)
  }
  if (isFilled(left)) {
    return (cells, offsets, target, to, low, high) => {
      left.fill(cells, offsets, target, to, low, high)
      const b = ready(right, cells, offsets, low, high)
      loop(target, to, target, to, b, startOf(right, offsets), low, high)
    }
  }
  return (cells, offsets, target, to, low, high) => {
    const b = ready(right, cells, offsets, low, high)
    loop(target, to, left.constant ?? cells, startOf(left, offsets), b, startOf(right, offsets), low, high)
  }
}

/** a > b is b < a. */
export function joinedSwapped(left: Part, right: Operand, loop: Loop): Fill {
  return joined(left, right, (target, to, a, ao, b, bo, low, high) =>
    loop(target, to, b, bo, a, ao, low, high),
  )
}
