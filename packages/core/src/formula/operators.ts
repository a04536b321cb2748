import type { BinaryOp } from './ast.ts'
import type { Choice, Loop } from './loops.ts'
import * as loops from './loops.ts'
import { roundTo } from './round.ts'

/** The loop of an operator, and whether it takes the operands the other way round. */
export const loopOf: Readonly<Record<BinaryOp, readonly [Loop, boolean]>> = {
  '+': [loops.add, false],
  '-': [loops.subtract, false],
  '*': [loops.multiply, false],
  '/': [loops.divide, false],
  '<': [loops.less, false],
  '<=': [loops.atMost, false],
  '>': [loops.less, true],
  '>=': [loops.atMost, true],
  '=': [loops.equal, false],
  '!=': [loops.unequal, false],
  and: [loops.both, false],
  or: [loops.either, false],
}

/** The loop of a choice; whether it compares the other way round; whether it chooses the other way round. */
export type ChoiceRule = readonly [Choice, boolean, boolean]

export const alone: ChoiceRule = [loops.choose, false, false]

export function choiceOf(op: BinaryOp): ChoiceRule | undefined {
  switch (op) {
    case '<':
      return [loops.chooseLess, false, false]
    case '>':
      return [loops.chooseLess, true, false]
    case '<=':
      return [loops.chooseAtMost, false, false]
    case '>=':
      return [loops.chooseAtMost, true, false]
    case '=':
      return [loops.chooseEqual, false, false]
    case '!=':
      return [loops.chooseEqual, false, true]
    default:
      return undefined
  }
}

/** Changes cells in place. */
export type Change = (target: Float64Array, to: number, low: number, high: number) => void

export const negate: Change = (target, to, low, high) => {
  for (let at = to + low; at < to + high; at++) target[at] = -(target[at] as number)
}

export const not: Change = (target, to, low, high) => {
  for (let at = to + low; at < to + high; at++) {
    const value = target[at] as number
    target[at] = value === 0 ? 1 : Number.isNaN(value) ? value : 0
  }
}

export const absolute: Change = (target, to, low, high) => {
  for (let at = to + low; at < to + high; at++) target[at] = Math.abs(target[at] as number)
}

export function roundingTo(digits: number): Change {
  return (target, to, low, high) => {
    for (let at = to + low; at < to + high; at++) target[at] = roundTo(target[at] as number, digits)
  }
}
