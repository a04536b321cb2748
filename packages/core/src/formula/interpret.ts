import type { Value } from '../quantity/missing.ts'
import { isMissing, missing, present } from '../quantity/missing.ts'
import type { BinaryNode, CallNode, Formula } from './ast.ts'
import type { Frame } from './frame.ts'
import { roundTo } from './round.ts'

/** Reads a measure in the period of an index that lies in the frame. */
export type ReadCell = (id: string, index: number) => Value

/**
 * The value of a formula in one period, by the plainest possible reading of the rules: what is missing makes what is
 * made from it missing, with the reason of the first missing operand, left to right.
 */
export function interpret(formula: Formula, index: number, frame: Frame, read: ReadCell): Value {
  return new Interpreter(frame, read).at(formula, index)
}

class Interpreter {
  readonly #frame: Frame
  readonly #read: ReadCell

  constructor(frame: Frame, read: ReadCell) {
    this.#frame = frame
    this.#read = read
  }

  at(formula: Formula, index: number): Value {
    if (index < 0) return missing('before-start')
    switch (formula.kind) {
      case 'number':
        return present(formula.value)
      case 'measure':
        return this.#read(formula.id, index)
      case 'unary': {
        const operand = this.at(formula.operand, index)
        if (isMissing(operand)) return operand
        return present(formula.op === '-' ? -operand.value : operand.value === 0 ? 1 : 0)
      }
      case 'binary':
        return this.#binary(formula, index)
      case 'call':
        return this.#call(formula, index)
    }
  }

  #binary(formula: BinaryNode, index: number): Value {
    const left = this.at(formula.left, index)
    if (isMissing(left)) return left
    if (formula.op === 'and' && left.value === 0) return present(0)
    if (formula.op === 'or' && left.value !== 0) return present(1)
    const right = this.at(formula.right, index)
    if (isMissing(right)) return right
    const a = left.value
    const b = right.value
    switch (formula.op) {
      case '+':
        return finite(a + b)
      case '-':
        return finite(a - b)
      case '*':
        return finite(a * b)
      case '/':
        return b === 0 ? missing('divide-by-zero') : finite(a / b)
      case '<':
        return truth(a < b)
      case '<=':
        return truth(a <= b)
      case '>':
        return truth(a > b)
      case '>=':
        return truth(a >= b)
      case '=':
        return truth(a === b)
      case '!=':
        return truth(a !== b)
      default:
        return truth(b !== 0)
    }
  }

  #call(call: CallNode, index: number): Value {
    const [first, second, third] = call.args as readonly Formula[] as [Formula, Formula, Formula]
    switch (call.name) {
      case 'days':
        return present(this.#frame.days[index] as number)
      case 'if': {
        const condition = this.at(first, index)
        if (isMissing(condition)) return condition
        return this.at(condition.value !== 0 ? second : third, index)
      }
      case 'coalesce': {
        const values = call.args.map((arg) => this.at(arg, index))
        return values.find((value) => !isMissing(value)) ?? (values[0] as Value)
      }
      case 'convert': {
        if (call.args.length < 2) return missing('no-rate')
        return fold(this.#values(call, index), (amount, rate) => amount * rate)
      }
      case 'sum':
        return fold(this.#values(call, index), (a, b) => a + b)
      case 'avg': {
        const sum = fold(this.#values(call, index), (a, b) => a + b)
        return isMissing(sum) ? sum : finite(sum.value / call.args.length)
      }
      case 'min':
        return fold(this.#values(call, index), Math.min)
      case 'max':
        return fold(this.#values(call, index), Math.max)
      case 'abs':
        return mapValue(this.at(first, index), Math.abs)
      case 'round':
        return mapValue(this.at(first, index), (value) => roundTo(value, call.count))
      default:
        return this.#timeCall(call, first, index)
    }
  }

  #values(call: CallNode, index: number): readonly Value[] {
    return call.args.map((arg) => this.at(arg, index))
  }

  #timeCall(call: CallNode, operand: Formula, index: number): Value {
    const before = call.isYear ? (this.#frame.yearBefore[index] as number) : index - 1
    switch (call.name) {
      case 'prior':
        return this.at(operand, before)
      case 'lag':
        return this.at(operand, index - call.count)
      case 'ytd':
        return this.#sumFrom(operand, this.#frame.yearStart[index] as number, index)
      case 'rolling-sum':
        return this.#sumFrom(operand, index - call.count + 1, index)
      case 'delta':
      case 'growth': {
        const now = this.at(operand, index)
        if (isMissing(now)) return now
        const then = this.at(operand, before)
        if (isMissing(then)) return then
        const change = finite(now.value - then.value)
        if (call.name === 'delta' || isMissing(change)) return change
        return then.value === 0 ? missing('divide-by-zero') : finite(change.value / Math.abs(then.value))
      }
      default: {
        const sum = this.#sumFrom(operand, index - call.count + 1, index)
        return isMissing(sum) ? sum : finite(sum.value / call.count)
      }
    }
  }

  #sumFrom(operand: Formula, from: number, to: number): Value {
    if (from < 0) return missing('before-start')
    const values: Value[] = []
    for (let index = from; index <= to; index++) values.push(this.at(operand, index))
    return fold(values, (a, b) => a + b)
  }
}

function finite(value: number): Value {
  return Number.isFinite(value) ? present(value) : missing('not-finite')
}

function truth(value: boolean): Value {
  return present(value ? 1 : 0)
}

function mapValue(value: Value, change: (value: number) => number): Value {
  return isMissing(value) ? value : finite(change(value.value))
}

/** Joins left to right; the first value that is missing, or comes out so, decides. */
function fold(values: readonly Value[], join: (a: number, b: number) => number): Value {
  let result = values[0] as Value
  for (const value of values.slice(1)) {
    if (isMissing(result)) return result
    result = isMissing(value) ? value : finite(join(result.value, value.value))
  }
  return result
}
