import type { Formula } from './ast.ts'

/** How tightly a formula binds; parentheses stand where a looser one is inside a tighter one. */
function tightness(formula: Formula): number {
  if (formula.kind === 'unary') return formula.op === 'not' ? 3 : 7
  if (formula.kind !== 'binary') return 8
  switch (formula.op) {
    case 'or':
      return 1
    case 'and':
      return 2
    case '+':
    case '-':
      return 5
    case '*':
    case '/':
      return 6
    default:
      return 4
  }
}

/** Prints a formula with the fewest parentheses; reading it again gives the same formula. */
export function printFormula(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return formula.isPercent ? printPercent(formula.value) : printNumber(formula.value)
    case 'measure':
      return formula.id
    case 'unary': {
      const operand = inside(formula.operand, tightness(formula))
      return formula.op === 'not' ? `not ${operand}` : `-${operand}`
    }
    case 'binary': {
      const own = tightness(formula)
      const isComparison = own === 4
      const left = inside(formula.left, isComparison ? own + 1 : own)
      return `${left} ${formula.op} ${inside(formula.right, own + 1)}`
    }
    default:
      return printCall(formula)
  }
}

function inside(formula: Formula, least: number): string {
  const text = printFormula(formula)
  return tightness(formula) < least ? `(${text})` : text
}

function printCall(call: Extract<Formula, { kind: 'call' }>): string {
  const parts = call.args.map(printFormula)
  if (call.name === 'lag' || call.name.startsWith('rolling')) parts.push(String(call.count))
  if (call.name === 'round' && call.count > 0) parts.push(String(call.count))
  if (call.isYear) parts.push('year')
  if (call.name === 'convert') parts.push(call.currency)
  const name = call.name.startsWith('rolling') ? 'rolling' : call.name
  return `${name}(${parts.join(', ')})`
}

/** Plain digits, never an exponent that the scanner would not read back. */
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
