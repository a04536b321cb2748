import type { CallNode, Formula } from './ast.ts'
import { isComparison, tightness } from './ast.ts'

/** Prints a formula with the fewest parentheses; reading it again gives the same formula but for spans. */
export function printFormula(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return formula.isPercent ? printPercent(formula.value) : printNumber(formula.value)
    case 'measure':
      return formula.id
    case 'unary': {
      const operand = printInside(formula.operand, tightnessOf(formula))
      return formula.op === 'not' ? `not ${operand}` : `-${operand}`
    }
    case 'binary': {
      const own = tightness[formula.op]
      const left = printInside(formula.left, isComparison(formula.op) ? own + 1 : own)
      return `${left} ${formula.op} ${printInside(formula.right, own + 1)}`
    }
    case 'call':
      return printCall(formula)
  }
}

function tightnessOf(formula: Formula): number {
  if (formula.kind === 'unary') return tightness[formula.op === 'not' ? 'not' : 'negative']
  return formula.kind === 'binary' ? tightness[formula.op] : Number.POSITIVE_INFINITY
}

function printInside(formula: Formula, least: number): string {
  const text = printFormula(formula)
  return tightnessOf(formula) < least ? `(${text})` : text
}

function printCall(call: CallNode): string {
  const isConvert = call.name === 'convert'
  const parts = (isConvert ? call.args.slice(0, 1) : call.args).map(printFormula)
  const name = call.name.startsWith('rolling') ? 'rolling' : call.name
  if (name === 'lag' || name === 'rolling') parts.push(String(call.count))
  if (name === 'round' && call.count > 0) parts.push(String(call.count))
  if (call.isYear) parts.push('year')
  if (isConvert) parts.push(call.currency)
  return `${name}(${parts.join(', ')})`
}

function printNumber(value: number): string {
  return String(value).replace('e+', 'e')
}

/** The shortest written percentage that reads back as the same fraction. */
function printPercent(value: number): string {
  for (let digits = 1; digits <= 17; digits++) {
    const written = Number((value * 100).toPrecision(digits))
    if (written / 100 === value) return `${printNumber(written)}%`
  }
  return printNumber(value)
}
