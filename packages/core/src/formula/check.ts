import type { Kind } from '../quantity/kind.ts'
import type { Unit } from '../quantity/unit.ts'
import { one, percent } from '../quantity/unit.ts'
import type { Diagnostic, Facts } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { BinaryNode, CallNode, Formula, MeasureNode } from './ast.ts'
import { isComparison } from './ast.ts'
import { references } from './references.ts'
import type { FormulaType, PartType } from './type.ts'
import {
  change,
  currencyOf,
  divide,
  inCurrency,
  isCurrency,
  isWritten,
  join,
  multiply,
  subtract,
} from './type.ts'

const words = {
  'unknown-measure': 'There is no measure "{id}".{hint}',
  'unit-mismatch': '{left} and {right} cannot be {what}, because the units differ.',
  'currency-mismatch':
    '{left} and {right} cannot be {what}, because they are different currencies. Write convert(…, {left}) around the amount in {right}.',
  'convert-impossible': 'convert changes an amount of money, such as EUR or EUR/client; this is in {unit}.',
  'kind-mismatch': '{what} needs {wanted}; this is {found}.',
  'grain-mismatch':
    '{id} has one value each {found}. A formula computed each {grain} cannot read longer periods.',
  'stock-summed':
    '{what} would add the levels of a stock at different times, which count the same things again. Use rolling(x, n), the mean, or the stock itself.',
  'ratio-averaged':
    '{what} over ratios ignores their denominators. Divide the sum of the numerators by the sum of the denominators.',
  'distinct-count-summed':
    '{what} would add distinct counts, whose members overlap. Count the members of the whole instead.',
  'ordinal-arithmetic':
    'A rank or grade has an order but no distances: {what} is not for it. Compare it instead.',
  'formula-self-reference':
    'The formula of {id} reads its own value of the same period. Use prior({id}) for the period before.',
}
const diagnose = diagnoser(words)

export type MeasureType = { readonly unit: Unit; readonly kind: Kind; readonly grain: Grain }

export type FormulaCheck = {
  readonly type: FormulaType | undefined
  readonly diagnostics: readonly Diagnostic[]
}

export type CheckOptions = {
  readonly lookup: (id: string) => MeasureType | undefined
  /** All ids, from which a misspelt one is guessed. */
  readonly known?: Iterable<string>
  /** The grain that the formula is computed by. */
  readonly grain?: Grain
  /** The measure whose formula it is. */
  readonly self?: string
}

/** The most faults that are told of one formula. */
export const mostFaults = 20

/** Judges whether a formula makes sense: units, kinds, grains, and what may be added up. Takes resolved ones too. */
export function checkFormula(formula: Formula, options: CheckOptions): FormulaCheck {
  const checker = new Checker(options)
  const type = checker.type(formula)
  for (const { id, span, lagged } of references(formula)) {
    if (id === options.self && !lagged) checker.report('formula-self-reference', span, { id })
  }
  const { diagnostics } = checker
  if (!type || diagnostics.length > 0) return { type: undefined, diagnostics }
  return { type: { unit: type.unit, kind: type.kind === 'zero' ? 'number' : type.kind }, diagnostics }
}

const truth: PartType = { unit: one, kind: 'truth' }
const daysOfPeriod: PartType = { unit: { name: 'day', dimension: 'day', form: 'plain' }, kind: 'number' }

class Checker {
  readonly diagnostics: Diagnostic[] = []
  readonly #options: CheckOptions
  readonly #told = new Set<string>()

  constructor(options: CheckOptions) {
    this.#options = options
  }

  report(code: keyof typeof words, span: Span, facts: Facts = {}): undefined {
    if (this.diagnostics.length < mostFaults) this.diagnostics.push(diagnose(code, 'error', span, facts))
  }

  /** The type of a part, or undefined once a fault in it is told. */
  type(formula: Formula): PartType | undefined {
    switch (formula.kind) {
      case 'number':
        if (formula.value === 0) return { unit: one, kind: 'zero' }
        return { unit: formula.isPercent ? percent : one, kind: 'number' }
      case 'measure':
        return this.#measure(formula)
      case 'unary': {
        const operand = this.type(formula.operand)
        if (!operand) return undefined
        if (formula.op === 'not') return this.#condition(formula.operand, operand, 'not') ? truth : undefined
        return this.#quantity(formula.operand, operand, 'a minus sign')
      }
      case 'binary':
        return this.#binary(formula)
      case 'call':
        return this.#call(formula)
    }
  }

  #measure({ id, span }: MeasureNode): PartType | undefined {
    const measure = this.#options.lookup(id)
    if (!measure) {
      // A misspelling that is repeated is one fault.
      if (!this.#told.has(id)) this.report('unknown-measure', span, { id, hint: this.#hint(id) })
      this.#told.add(id)
      return undefined
    }
    const { grain } = this.#options
    if (grain && isFiner(grain, measure.grain)) {
      this.report('grain-mismatch', span, { id, found: measure.grain, grain })
    }
    return measure
  }

  #hint(id: string): string {
    if (this.diagnostics.length >= mostFaults) return ''
    const pieces = id.split('-')
    for (let cut = 1; cut < pieces.length; cut++) {
      const left = pieces.slice(0, cut).join('-')
      const right = pieces.slice(cut).join('-')
      if (this.#isOperand(left) && this.#isOperand(right)) {
        return ` A difference is written with spaces: ${left} - ${right}`
      }
    }
    const meant = nearest(id, this.#options.known ?? [])
    return meant === undefined ? '' : ` Did you mean "${meant}"?`
  }

  #isOperand(word: string): boolean {
    return /^[0-9]+$/.test(word) || this.#options.lookup(word) !== undefined
  }

  #condition(formula: Formula, type: PartType, what: string): boolean {
    if (type.kind === 'truth') return true
    const facts = { what: `"${what}"`, wanted: 'a condition such as a > b', found: 'a number' }
    this.report('kind-mismatch', formula.span, facts)
    return false
  }

  /** Anything but a condition. */
  #value(formula: Formula, type: PartType, what: string): PartType | undefined {
    if (type.kind !== 'truth') return type
    return this.report('kind-mismatch', formula.span, { what, wanted: 'a number', found: 'a condition' })
  }

  /** A value that may be computed with. */
  #quantity(formula: Formula, type: PartType, what: string): PartType | undefined {
    if (type.kind === 'ordinal') return this.report('ordinal-arithmetic', formula.span, { what })
    return this.#value(formula, type, what)
  }

  #binary(node: BinaryNode): PartType | undefined {
    const { op } = node
    const left = this.type(node.left)
    const right = this.type(node.right)
    if (op === 'and' || op === 'or') {
      const isLeft = left && this.#condition(node.left, left, op)
      const isRight = right && this.#condition(node.right, right, op)
      return isLeft && isRight ? truth : undefined
    }
    const what = `"${op}"`
    const isCompared = isComparison(op)
    const sort = (part: Formula, type: PartType) =>
      isCompared ? this.#value(part, type, what) : this.#quantity(part, type, what)
    const a = left && sort(node.left, left)
    const b = right && sort(node.right, right)
    if (!a || !b) return undefined
    if (op === '*') return multiply(a, b)
    if (op === '/') return divide(a, b)
    const done = isCompared ? 'compared' : op === '+' ? 'added' : 'subtracted'
    if (!this.#isAlike(node.span, a, b, done)) return undefined
    if (isCompared) return truth
    if (op === '-') return subtract(a, b)
    if (a.kind === 'distinct-count' && b.kind === 'distinct-count') {
      return this.report('distinct-count-summed', node.span, { what })
    }
    return join(a, b)
  }

  #isAlike(span: Span, a: PartType, b: PartType, what: string): boolean {
    if (a.kind === 'zero' || b.kind === 'zero' || a.unit.dimension === b.unit.dimension) return true
    const [left, right] = [a, b].map((type) => (type.unit.name === '1' ? 'a plain number' : type.unit.name))
    const code = isCurrency(a.unit) && isCurrency(b.unit) ? 'currency-mismatch' : 'unit-mismatch'
    this.report(code, span, { left: left as string, right: right as string, what })
    return false
  }

  #call(call: CallNode): PartType | undefined {
    const [first] = call.args
    switch (call.name) {
      case 'days':
        return daysOfPeriod
      case 'if': {
        const condition = this.type(first as Formula)
        const holds = condition && this.#condition(first as Formula, condition, 'if')
        const args = call.args.slice(1)
        const branches = this.#alike(call, args, this.#types(args), false)
        return holds ? branches : undefined
      }
      case 'sum':
      case 'avg':
        return this.#added(call)
      case 'min':
      case 'max':
      case 'coalesce':
        return this.#alike(call, call.args, this.#types(call.args), false)
      default: {
        const type = this.type(first as Formula)
        return type && this.#ofOne(call, first as Formula, type)
      }
    }
  }

  #types(args: readonly Formula[]): readonly (PartType | undefined)[] {
    return args.map((arg) => this.type(arg))
  }

  /** Several values of one unit, and their common type. */
  #alike(
    call: CallNode,
    args: readonly Formula[],
    types: readonly (PartType | undefined)[],
    isArithmetic: boolean,
  ): PartType | undefined {
    let common: PartType | undefined
    let isSound = true
    for (const [place, arg] of args.entries()) {
      const type = types[place]
      const value =
        type && (isArithmetic ? this.#quantity(arg, type, call.name) : this.#value(arg, type, call.name))
      if (!value || (common && !this.#isAlike(arg.span, common, value, `used together in ${call.name}`))) {
        isSound = false
        continue
      }
      common = common ? join(common, value) : value
    }
    return isSound ? common : undefined
  }

  #added(call: CallNode): PartType | undefined {
    const types = this.#types(call.args)
    const common = this.#alike(call, call.args, types, true)
    if (!common || call.args.length < 2) return common
    for (const [place, arg] of call.args.entries()) {
      const kind = types[place]?.kind
      if (kind === 'ratio') return this.report('ratio-averaged', arg.span, { what: call.name })
      if (kind === 'distinct-count')
        return this.report('distinct-count-summed', arg.span, { what: call.name })
    }
    return common
  }

  #ofOne(call: CallNode, arg: Formula, type: PartType): PartType | undefined {
    const { name } = call
    if (name === 'prior' || name === 'lag') return this.#value(arg, type, name)
    const quantity = this.#quantity(arg, type, name)
    if (!quantity) return undefined
    switch (name) {
      case 'growth':
        return { unit: percent, kind: 'ratio' }
      case 'delta':
        return change(quantity)
      case 'ytd':
        return this.#yearToDate(arg, quantity)
      case 'rolling':
      case 'rolling-sum':
      case 'rolling-mean':
        return quantity.kind === 'ratio'
          ? this.report('ratio-averaged', arg.span, { what: 'rolling' })
          : quantity
      case 'convert':
        return this.#converted(call, arg, quantity)
      default:
        return quantity
    }
  }

  #converted({ currency }: CallNode, arg: Formula, type: PartType): PartType | undefined {
    const from = currencyOf(type.unit)
    if (from !== undefined) return { ...type, unit: inCurrency(type.unit, from, currency) }
    const unit = type.unit.name === '1' ? 'a plain number' : type.unit.name
    return this.report('convert-impossible', arg.span, { unit })
  }

  #yearToDate({ span }: Formula, type: PartType): PartType | undefined {
    const what = 'ytd'
    if (type.kind === 'flow' || isWritten(type)) return type
    if (type.kind === 'stock') return this.report('stock-summed', span, { what })
    if (type.kind === 'ratio') return this.report('ratio-averaged', span, { what })
    if (type.kind === 'distinct-count') return this.report('distinct-count-summed', span, { what })
    return this.report('kind-mismatch', span, { what, wanted: 'a flow', found: `of kind ${type.kind}` })
  }
}
