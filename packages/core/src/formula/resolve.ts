import type { CallNode, Formula } from './ast.ts'
import type { MeasureType } from './check.ts'
import { checkFormula } from './check.ts'
import { currencyOf } from './type.ts'

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

type Lookup = (id: string) => MeasureType | undefined

/**
 * Settles what depends on the measures a formula names: `rolling` becomes a sum (flows) or a mean (all else), and
 * `convert` gets the exchange rate as a second argument. The printed text stays the same.
 */
export function resolveFormula(formula: Formula, lookup: Lookup): Formula {
  switch (formula.kind) {
    case 'number':
    case 'measure':
      return formula
    case 'unary':
      return Object.freeze({ ...formula, operand: resolveFormula(formula.operand, lookup) })
    case 'binary': {
      const left = resolveFormula(formula.left, lookup)
      return Object.freeze({ ...formula, left, right: resolveFormula(formula.right, lookup) })
    }
    case 'call':
      return Object.freeze(resolveCall(formula, lookup))
  }
}

function resolveCall(call: CallNode, lookup: Lookup): CallNode {
  const args = call.args.map((arg) => resolveFormula(arg, lookup))
  if (call.name === 'rolling') {
    const kind = checkFormula(call.args[0] as Formula, { lookup }).type?.kind
    return { ...call, name: kind === 'flow' ? 'rolling-sum' : 'rolling-mean', args }
  }
  if (call.name === 'convert' && args.length === 1) {
    const unit = checkFormula(call.args[0] as Formula, { lookup }).type?.unit
    // Where the currency is not known there is no rate, and so no value.
    const from = (unit && currencyOf(unit)) ?? ''
    args.push(Object.freeze({ kind: 'measure', id: rateId(from, call.currency), span: call.span }))
  }
  return { ...call, args }
}
