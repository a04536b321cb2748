import type { Formula } from './ast.ts'
import type { MeasureType } from './check.ts'
import { checkFormula, currencyIn } from './check.ts'

/** The id under which a formula reads an exchange rate; no measure can have it. */
export function rateId(from: string, to: string): string {
  return `${from}>${to}`
}

/** The currencies of a rate's id; undefined for the id of a measure. */
export function currenciesOf(id: string): readonly [string, string] | undefined {
  if (!id.includes('>')) return undefined
  const [from, to] = id.split('>')
  return from !== undefined && to !== undefined ? [from, to] : undefined
}

/**
 * Settles what depends on the measures a formula names: `rolling` becomes a sum (flows) or a mean, `convert` a product
 * with an exchange rate. What does not type-check is left as written.
 */
export function resolveFormula(formula: Formula, lookup: (id: string) => MeasureType | undefined): Formula {
  switch (formula.kind) {
    case 'number':
    case 'measure':
      return formula
    case 'unary':
      return { ...formula, operand: resolveFormula(formula.operand, lookup) }
    case 'binary': {
      const left = resolveFormula(formula.left, lookup)
      return { ...formula, left, right: resolveFormula(formula.right, lookup) }
    }
    default:
      return resolveCall(formula, lookup)
  }
}

function resolveCall(
  call: Extract<Formula, { kind: 'call' }>,
  lookup: (id: string) => MeasureType | undefined,
): Formula {
  const args = call.args.map((arg) => resolveFormula(arg, lookup))
  if (call.name === 'rolling') {
    const kind = checkFormula(call.args[0] as Formula, { lookup }).type?.kind
    return { ...call, name: kind === 'flow' ? 'rolling-sum' : 'rolling-mean', args }
  }
  if (call.name !== 'convert') return { ...call, args }
  const unit = checkFormula(call.args[0] as Formula, { lookup }).type?.unit
  const from = unit && currencyIn(unit)
  const left = args[0] as Formula
  const { span, currency } = call
  const right: Formula = { kind: 'measure', id: rateId(from ?? currency, currency), span }
  return { kind: 'binary', op: '*', left, right, span }
}
