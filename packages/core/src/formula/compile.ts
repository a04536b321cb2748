import { roundTo } from './arithmetic.ts'
import type { Formula } from './ast.ts'
import type { Frame } from './frame.ts'
import type { Read } from './reach.ts'
import { reachesOf } from './reach.ts'
import type { Register } from './registers.ts'
import { registersFor } from './registers.ts'

/** A formula compiled to loops over whole rows. */
export type Kernel = {
  readonly reads: readonly Read[]
  /**
   * Computes the periods `low` (inclusive) to `high` (exclusive) into `cells[out + period]`. Row `slot` stands at
   * `cells[offsets[slot]]`. Missing values are NaN; what `interpret` calls missing comes out as NaN, and every other
   * value to the bit. A row that reads its own earlier periods is computed one period at a time.
   */
  run(cells: Float64Array, offsets: Int32Array, out: number, low: number, high: number): void
}

/** What a part of a formula computes to: a row of the columns, or a register. */
type Operand = {
  readonly slot: number
  readonly register: Register
  /** Fills the register for a stretch of periods; does nothing for a row. */
  readonly fill: (cells: Float64Array, offsets: Int32Array, low: number, high: number) => void
}

/** Compiles a formula; `slotOf` gives the row of each measure. */
export function compile(formula: Formula, frame: Frame, slotOf: (id: string) => number): Kernel {
  const registers = registersFor(frame.count)
  const compiler = new Compiler(frame, slotOf, registers)
  const top = compiler.compile(formula, 0)
  const reads = reachesOf(formula, frame, slotOf)
  return {
    reads,
    run(cells, offsets, out, low, high) {
      if (low >= high) return
      top.fill(cells, offsets, low, high)
      const source = top.slot >= 0 ? cells : top.register
      const from = top.slot >= 0 ? (offsets[top.slot] as number) : 0
      for (let p = low; p < high; p++) {
        const value = source[from + p] as number
        cells[out + p] = value - value === 0 ? value : Number.NaN
      }
    },
  }
}

const nothing = (): void => {}
const noRegister = new Float64Array(0)

/** Both operands of a loop, ready to be read at `array[offset + period]`. */
const arrayOf = (operand: Operand, cells: Float64Array): Float64Array =>
  operand.slot >= 0 ? cells : operand.register
const offsetOf = (operand: Operand, offsets: Int32Array): number =>
  operand.slot >= 0 ? (offsets[operand.slot] as number) : 0

type Call = Extract<Formula, { kind: 'call' }>
type Binary = Extract<Formula, { kind: 'binary' }>

class Compiler {
  readonly #frame: Frame
  readonly #slotOf: (id: string) => number
  readonly #registers: (depth: number) => Register

  constructor(frame: Frame, slotOf: (id: string) => number, registers: (depth: number) => Register) {
    this.#frame = frame
    this.#slotOf = slotOf
    this.#registers = registers
  }

  /** `depth` numbers the register of the result; registers of a lower depth are in use. */
  compile(formula: Formula, depth: number): Operand {
    switch (formula.kind) {
      case 'measure':
        return { slot: this.#slotOf(formula.id), register: noRegister, fill: nothing }
      case 'number': {
        const { value } = formula
        return this.#into(depth, (_cells, _offsets, target, low, high) => target.fill(value, low, high))
      }
      case 'unary':
        return this.#map(formula.operand, depth, formula.op === '-' ? negate : not)
      case 'binary':
        return this.#binary(formula, depth)
      default:
        return this.#call(formula, depth)
    }
  }

  #into(
    depth: number,
    run: (cells: Float64Array, offsets: Int32Array, target: Register, low: number, high: number) => void,
  ): Operand {
    const register = this.#registers(depth)
    return {
      slot: -1,
      register,
      fill: (cells, offsets, low, high) => run(cells, offsets, register, low, high),
    }
  }

  #map(formula: Formula, depth: number, change: (value: number) => number): Operand {
    const operand = this.compile(formula, depth + 1)
    return this.#into(depth, (cells, offsets, target, low, high) => {
      operand.fill(cells, offsets, low, high)
      const a = arrayOf(operand, cells)
      const ao = offsetOf(operand, offsets)
      for (let p = low; p < high; p++) target[p] = change(a[ao + p] as number)
    })
  }

  #binary({ op, left, right }: Binary, depth: number): Operand {
    const first = this.compile(left, depth + 1)
    const second = this.compile(right, depth + 2)
    const loop = loops[op]
    return this.#into(depth, (cells, offsets, target, low, high) => {
      first.fill(cells, offsets, low, high)
      second.fill(cells, offsets, low, high)
      loop(
        target,
        arrayOf(first, cells),
        offsetOf(first, offsets),
        arrayOf(second, cells),
        offsetOf(second, offsets),
        low,
        high,
      )
    })
  }

  #call(call: Call, depth: number): Operand {
    switch (call.name) {
      case 'days': {
        const { days } = this.#frame
        return this.#into(depth, (_cells, _offsets, target, low, high) => {
          for (let p = low; p < high; p++) target[p] = days[p] as number
        })
      }
      case 'sum':
        return this.#fold(call.args, depth, addInto, 1)
      case 'avg':
        return this.#fold(call.args, depth, addInto, call.args.length)
      case 'min':
        return this.#fold(call.args, depth, leastInto, 1)
      case 'max':
        return this.#fold(call.args, depth, mostInto, 1)
      case 'coalesce':
        return this.#fold(call.args, depth, fillInto, 1)
      case 'abs':
        return this.#map(call.args[0] as Formula, depth, Math.abs)
      case 'round':
        return this.#map(call.args[0] as Formula, depth, (value) => roundTo(value, call.count))
      case 'if':
        return this.#choose(call.args, depth)
      case 'prior':
      case 'lag':
        return this.#shift(call, depth)
      case 'delta':
      case 'growth':
        return this.#change(call, depth)
      default:
        return this.#accumulate(call, depth)
    }
  }

  /** Joins arguments left to right; rows are read where they are, only computed arguments need a register. */
  #fold(args: readonly Formula[], depth: number, join: Join, divisor: number): Operand {
    const operands = args.map((arg) => this.compile(arg, depth + 1))
    const [first, ...rest] = operands as [Operand, ...Operand[]]
    return this.#into(depth, (cells, offsets, target, low, high) => {
      first.fill(cells, offsets, low, high)
      const a = arrayOf(first, cells)
      const ao = offsetOf(first, offsets)
      let next = 0
      // Four plain rows at a time, still added left to right in every cell.
      if (join === addInto && rest.length > 0 && rest.every((operand) => operand.slot >= 0)) {
        next = addRows(target, a, ao, rest, cells, offsets, low, high)
      } else for (let p = low; p < high; p++) target[p] = a[ao + p] as number
      for (; next < rest.length; next++) {
        const operand = rest[next] as Operand
        operand.fill(cells, offsets, low, high)
        join(target, arrayOf(operand, cells), offsetOf(operand, offsets), low, high)
      }
      if (divisor !== 1) for (let p = low; p < high; p++) target[p] = (target[p] as number) / divisor
    })
  }

  #choose(args: readonly Formula[], depth: number): Operand {
    const [condition, yes, no] = args.map((arg, place) => this.compile(arg, depth + 1 + place)) as [
      Operand,
      Operand,
      Operand,
    ]
    return this.#into(depth, (cells, offsets, target, low, high) => {
      condition.fill(cells, offsets, low, high)
      yes.fill(cells, offsets, low, high)
      no.fill(cells, offsets, low, high)
      const c = arrayOf(condition, cells)
      const co = offsetOf(condition, offsets)
      const a = arrayOf(yes, cells)
      const ao = offsetOf(yes, offsets)
      const b = arrayOf(no, cells)
      const bo = offsetOf(no, offsets)
      for (let p = low; p < high; p++) {
        const test = c[co + p] as number
        if (test - test !== 0) target[p] = Number.NaN
        else target[p] = (test !== 0 ? a[ao + p] : b[bo + p]) as number
      }
    })
  }

  /** Where an earlier period stands; negative: before the frame. */
  #before(call: Call): (p: number) => number {
    const { yearBefore } = this.#frame
    if (call.isYear) return (p) => yearBefore[p] as number
    const count = call.name === 'lag' ? call.count : 1
    return (p) => p - count
  }

  #shift(call: Call, depth: number): Operand {
    const operand = this.compile(call.args[0] as Formula, depth + 1)
    const before = this.#before(call)
    return this.#into(depth, (cells, offsets, target, low, high) => {
      const from = Math.max(0, before(low))
      const to = before(high - 1) + 1
      if (to > from) operand.fill(cells, offsets, from, to)
      const a = arrayOf(operand, cells)
      const ao = offsetOf(operand, offsets)
      for (let p = low; p < high; p++) {
        const at = before(p)
        target[p] = at < 0 ? Number.NaN : (a[ao + at] as number)
      }
    })
  }

  #change(call: Call, depth: number): Operand {
    const operand = this.compile(call.args[0] as Formula, depth + 1)
    const before = this.#before(call)
    const isGrowth = call.name === 'growth'
    return this.#into(depth, (cells, offsets, target, low, high) => {
      operand.fill(cells, offsets, Math.max(0, Math.min(low, before(low))), high)
      const a = arrayOf(operand, cells)
      const ao = offsetOf(operand, offsets)
      for (let p = low; p < high; p++) {
        const at = before(p)
        const then = at < 0 ? Number.NaN : (a[ao + at] as number)
        const change = (a[ao + p] as number) - then
        if (!isGrowth) target[p] = change
        else target[p] = then === 0 || change - change !== 0 ? Number.NaN : change / Math.abs(then)
      }
    })
  }

  #accumulate(call: Call, depth: number): Operand {
    const operand = this.compile(call.args[0] as Formula, depth + 1)
    const { yearStart } = this.#frame
    const { count } = call
    const isYear = call.name === 'ytd'
    const divisor = call.name === 'rolling-mean' || call.name === 'rolling' ? count : 1
    const start = (p: number): number => (isYear ? (yearStart[p] as number) : p - count + 1)
    return this.#into(depth, (cells, offsets, target, low, high) => {
      operand.fill(cells, offsets, Math.max(0, start(low)), high)
      const a = arrayOf(operand, cells)
      const ao = offsetOf(operand, offsets)
      for (let p = low; p < high; p++) {
        const from = start(p)
        let sum = from < 0 ? Number.NaN : (a[ao + from] as number)
        for (let at = Math.max(0, from) + 1; at <= p; at++) sum += a[ao + at] as number
        target[p] = divisor === 1 ? sum : sum / divisor
      }
    })
  }
}

type Join = (target: Register, b: Float64Array, bo: number, low: number, high: number) => void

const addInto: Join = (target, b, bo, low, high) => {
  for (let p = low; p < high; p++) target[p] = (target[p] as number) + (b[bo + p] as number)
}

const leastInto: Join = (target, b, bo, low, high) => {
  for (let p = low; p < high; p++)
    target[p] = Math.min(known(target[p] as number), known(b[bo + p] as number))
}

const mostInto: Join = (target, b, bo, low, high) => {
  for (let p = low; p < high; p++)
    target[p] = Math.max(known(target[p] as number), known(b[bo + p] as number))
}

const fillInto: Join = (target, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const value = target[p] as number
    if (value - value !== 0) target[p] = b[bo + p] as number
  }
}

/** A number too large to be one counts as missing. */
function known(value: number): number {
  return value - value === 0 ? value : Number.NaN
}

/** Adds rows three at a time to the first; gives how many were added. */
function addRows(
  target: Register,
  a: Float64Array,
  ao: number,
  rest: readonly Operand[],
  cells: Float64Array,
  offsets: Int32Array,
  low: number,
  high: number,
): number {
  let next = 0
  let source = a
  let from = ao
  while (rest.length - next >= 3) {
    const b = offsets[(rest[next] as Operand).slot] as number
    const c = offsets[(rest[next + 1] as Operand).slot] as number
    const d = offsets[(rest[next + 2] as Operand).slot] as number
    for (let p = low; p < high; p++) {
      const sum = (source[from + p] as number) + (cells[b + p] as number)
      target[p] = sum + (cells[c + p] as number) + (cells[d + p] as number)
    }
    source = target
    from = 0
    next += 3
  }
  if (next === 0) {
    const b = offsets[(rest[0] as Operand).slot] as number
    for (let p = low; p < high; p++) target[p] = (source[from + p] as number) + (cells[b + p] as number)
    next = 1
  }
  return next
}

const negate = (value: number): number => -value
const not = (value: number): number => (value - value !== 0 ? Number.NaN : value === 0 ? 1 : 0)

type Loop = (
  target: Register,
  a: Float64Array,
  ao: number,
  b: Float64Array,
  bo: number,
  low: number,
  high: number,
) => void

function compareLoop(holds: (a: number, b: number) => boolean): Loop {
  return (target, a, ao, b, bo, low, high) => {
    for (let p = low; p < high; p++) {
      const x = a[ao + p] as number
      const y = b[bo + p] as number
      target[p] = x - x !== 0 || y - y !== 0 ? Number.NaN : holds(x, y) ? 1 : 0
    }
  }
}

/** `decided` is the left value that decides alone: 0 for `and`, anything else for `or`. */
function logicLoop(isAnd: boolean): Loop {
  return (target, a, ao, b, bo, low, high) => {
    for (let p = low; p < high; p++) {
      const x = a[ao + p] as number
      const y = b[bo + p] as number
      if (x - x !== 0) target[p] = Number.NaN
      else if (isAnd ? x === 0 : x !== 0) target[p] = isAnd ? 0 : 1
      else target[p] = y - y !== 0 ? Number.NaN : y !== 0 ? 1 : 0
    }
  }
}

const loops: Readonly<Record<Binary['op'], Loop>> = {
  '+': (target, a, ao, b, bo, low, high) => {
    for (let p = low; p < high; p++) target[p] = (a[ao + p] as number) + (b[bo + p] as number)
  },
  '-': (target, a, ao, b, bo, low, high) => {
    for (let p = low; p < high; p++) target[p] = (a[ao + p] as number) - (b[bo + p] as number)
  },
  '*': (target, a, ao, b, bo, low, high) => {
    for (let p = low; p < high; p++) target[p] = (a[ao + p] as number) * (b[bo + p] as number)
  },
  '/': (target, a, ao, b, bo, low, high) => {
    for (let p = low; p < high; p++) {
      const divisor = b[bo + p] as number
      target[p] = divisor === 0 || divisor - divisor !== 0 ? Number.NaN : (a[ao + p] as number) / divisor
    }
  },
  '<': compareLoop((a, b) => a < b),
  '<=': compareLoop((a, b) => a <= b),
  '>': compareLoop((a, b) => a > b),
  '>=': compareLoop((a, b) => a >= b),
  '=': compareLoop((a, b) => a === b),
  '!=': compareLoop((a, b) => a !== b),
  and: logicLoop(true),
  or: logicLoop(false),
}
