import type { Formula } from '../../formula/ast.ts'
import { roundTo } from '../../formula/round.ts'

/** All values from `low` to `high`, both finite. */
export type Interval = { readonly low: number; readonly high: number }

/**
 * An interval that holds every value a formula can take while its measures stay in theirs; undefined where that is not
 * known. It may be wider than needed, never narrower (R. E. Moore, Interval Analysis, 1966).
 */
export function intervalOf(
  formula: Formula,
  read: (id: string) => Interval | undefined,
  days: number,
): Interval | undefined {
  const inner = (part: Formula) => intervalOf(part, read, days)
  switch (formula.kind) {
    case 'number':
      return { low: formula.value, high: formula.value }
    case 'measure':
      return read(formula.id)
    case 'unary': {
      const operand = formula.op === '-' ? inner(formula.operand) : undefined
      return operand && { low: -operand.high, high: -operand.low }
    }
    case 'binary': {
      const left = inner(formula.left)
      const right = inner(formula.right)
      return left && right && sound(join(formula.op, left, right))
    }
    default:
      return callInterval(formula, inner, days)
  }
}

function join(op: string, a: Interval, b: Interval): Interval | undefined {
  switch (op) {
    case '+':
      return { low: a.low + b.low, high: a.high + b.high }
    case '-':
      return { low: a.low - b.high, high: a.high - b.low }
    case '*':
      return corners(a, b, (x, y) => x * y)
    case '/':
      return b.low <= 0 && b.high >= 0 ? undefined : corners(a, b, (x, y) => x / y)
    default:
      return undefined
  }
}

function corners(a: Interval, b: Interval, of: (x: number, y: number) => number): Interval {
  return hull([of(a.low, b.low), of(a.low, b.high), of(a.high, b.low), of(a.high, b.high)])
}

function hull(values: readonly number[]): Interval {
  return { low: Math.min(...values), high: Math.max(...values) }
}

function sound(interval: Interval | undefined): Interval | undefined {
  return interval && Number.isFinite(interval.low) && Number.isFinite(interval.high) ? interval : undefined
}

type Call = Extract<Formula, { kind: 'call' }>

function callInterval(
  call: Call,
  inner: (part: Formula) => Interval | undefined,
  days: number,
): Interval | undefined {
  if (call.name === 'days') return { low: days, high: days }
  const parts = (call.name === 'if' ? call.args.slice(1) : call.args).map(inner)
  const known = parts.filter((part) => part !== undefined)
  const [first] = known
  if (!first || known.length < parts.length) return undefined
  const lows = known.map(({ low }) => low)
  const highs = known.map(({ high }) => high)
  switch (call.name) {
    case 'if':
    case 'coalesce':
      return hull([...lows, ...highs])
    case 'sum':
      return sound({ low: total(lows), high: total(highs) })
    case 'avg':
      return sound({ low: total(lows) / known.length, high: total(highs) / known.length })
    case 'min':
      return { low: Math.min(...lows), high: Math.min(...highs) }
    case 'max':
      return { low: Math.max(...lows), high: Math.max(...highs) }
    case 'abs': {
      const { low, high } = first
      const holdsZero = low <= 0 && high >= 0
      const ends = hull([Math.abs(low), Math.abs(high)])
      return { low: holdsZero ? 0 : ends.low, high: ends.high }
    }
    case 'round':
      return { low: roundTo(first.low, call.count), high: roundTo(first.high, call.count) }
    default:
      return undefined
  }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
