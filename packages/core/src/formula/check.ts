import type { Kind } from '../quantity/kind.ts'
import type { Unit } from '../quantity/unit.ts'
import { divideUnits, multiplyUnits, one, percent, point } from '../quantity/unit.ts'
import type { Diagnostic, Facts } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Formula } from './ast.ts'
import { references } from './references.ts'

export const formulaWords = {
  'unknown-measure': 'There is no measure "{id}"{hint}.',
  'unit-mismatch': '{left} and {right} cannot be {what}: the units differ{hint}.',
  'currency-mismatch': '{left} and {right} are different currencies. Write convert(…, {right}) first.',
  'convert-impossible': 'convert changes an amount of money; this is {unit}.',
  'kind-mismatch': '{what} needs {wanted}, not {found}.',
  'grain-mismatch': '{id} is kept by the {found}; a formula by the {grain} cannot read longer periods.',
  'stock-summed': '{what} would add up {id}, a stock: its values at different times must not be added.',
  'ratio-averaged':
    '{what} over ratios ignores their denominators. Divide the sum of numerators by the sum of denominators.',
  'distinct-count-summed': '{what} would add distinct counts, whose members overlap.',
  'ordinal-arithmetic': 'A rank or grade cannot be used in arithmetic.',
  'formula-self-reference':
    'The formula reads its own value of the same period. Use prior(…) for the period before.',
} as const

const diagnose = diagnoser(formulaWords)

/** What a formula gives: a unit and a kind; `number` is a plain number, `truth` a condition, `any` a literal 0. */
export type FormulaType = { readonly unit: Unit; readonly kind: Kind | 'number' | 'truth' | 'any' }

export type MeasureType = { readonly unit: Unit; readonly kind: Kind; readonly grain: Grain }

export type FormulaCheck = {
  readonly type: FormulaType | undefined
  readonly diagnostics: readonly Diagnostic[]
}

type Options = {
  readonly lookup: (id: string) => MeasureType | undefined
  readonly known?: Iterable<string>
  readonly grain?: Grain
  readonly self?: string
}

/** Judges whether a formula makes sense: units, kinds, grains, and what may be added up. */
export function checkFormula(formula: Formula, options: Options): FormulaCheck {
  const checker = new Checker(options)
  const type = checker.type(formula)
  for (const { id, span, lagged } of references(formula)) {
    if (id === options.self && !lagged) checker.report('formula-self-reference', span)
  }
  return { type, diagnostics: checker.diagnostics }
}

type Call = Extract<Formula, { kind: 'call' }>
type Binary = Extract<Formula, { kind: 'binary' }>

const truth: FormulaType = { unit: one, kind: 'truth' }

class Checker {
  readonly diagnostics: Diagnostic[] = []
  readonly #options: Options

  constructor(options: Options) {
    this.#options = options
  }

  report(code: keyof typeof formulaWords, span: Span, facts: Facts = {}): undefined {
    this.diagnostics.push(diagnose(code, 'error', span, facts))
  }

  type(formula: Formula): FormulaType | undefined {
    switch (formula.kind) {
      case 'number':
        if (formula.value === 0) return { unit: one, kind: 'any' }
        return { unit: formula.isPercent ? percent : one, kind: 'number' }
      case 'measure':
        return this.#measure(formula)
      case 'unary': {
        const operand = this.type(formula.operand)
        if (formula.op === 'not') return this.#condition(formula.operand, operand, 'not') ? truth : undefined
        return operand && this.#quantity(formula.operand, operand, 'a minus')
      }
      case 'binary':
        return this.#binary(formula)
      default:
        return this.#call(formula)
    }
  }

  #measure({ id, span }: Extract<Formula, { kind: 'measure' }>): FormulaType | undefined {
    const measure = this.#options.lookup(id)
    if (!measure) return this.report('unknown-measure', span, { id, hint: this.#hint(id) })
    const { grain } = this.#options
    if (grain && isFiner(grain, measure.grain)) {
      this.report('grain-mismatch', span, { id, found: measure.grain, grain })
    }
    return measure
  }

  #hint(id: string): string {
    const pieces = id.split('-')
    for (let cut = 1; cut < pieces.length; cut++) {
      const left = pieces.slice(0, cut).join('-')
      const right = pieces.slice(cut).join('-')
      if (this.#options.lookup(left) && this.#options.lookup(right)) {
        return `; for the difference write spaces: ${left} - ${right}`
      }
    }
    const meant = nearest(id, this.#options.known ?? [])
    return meant ? `; did you mean "${meant}"?` : ''
  }

  #condition(formula: Formula, type: FormulaType | undefined, what: string): boolean {
    if (!type) return false
    if (type.kind === 'truth') return true
    this.report('kind-mismatch', formula.span, {
      what,
      wanted: 'a condition such as a > b',
      found: 'a number',
    })
    return false
  }

  #quantity(formula: Formula, type: FormulaType, what: string): FormulaType | undefined {
    if (type.kind === 'truth') {
      return this.report('kind-mismatch', formula.span, { what, wanted: 'a number', found: 'a condition' })
    }
    if (type.kind === 'ordinal') return this.report('ordinal-arithmetic', formula.span)
    return type
  }

  #binary(formula: Binary): FormulaType | undefined {
    const left = this.type(formula.left)
    const right = this.type(formula.right)
    if (formula.op === 'and' || formula.op === 'or') {
      const holds = this.#condition(formula.left, left, formula.op)
      return this.#condition(formula.right, right, formula.op) && holds ? truth : undefined
    }
    if (!left || !right) return undefined
    if (isComparison(formula.op)) {
      return this.#same(formula.span, left, right, 'compared') ? truth : undefined
    }
    const a = this.#quantity(formula.left, left, `"${formula.op}"`)
    const b = this.#quantity(formula.right, right, `"${formula.op}"`)
    if (!a || !b) return undefined
    if (formula.op === '*') return product(a, b)
    if (formula.op === '/') return quotient(a, b)
    const what = formula.op === '+' ? 'added' : 'subtracted'
    return this.#same(formula.span, a, b, what) ? sumOf(a, b, formula.op === '-') : undefined
  }

  #same(span: Span, a: FormulaType, b: FormulaType, what: string): boolean {
    if (a.kind === 'any' || b.kind === 'any' || a.unit.dimension === b.unit.dimension) return true
    const isMoney = isCurrency(a.unit) && isCurrency(b.unit)
    const facts = { left: a.unit.name, right: b.unit.name, what, hint: '' }
    this.report(isMoney ? 'currency-mismatch' : 'unit-mismatch', span, facts)
    return false
  }

  #call(call: Call): FormulaType | undefined {
    const types = call.args.map((arg) => this.type(arg))
    switch (call.name) {
      case 'days':
        return { unit: { name: 'day', dimension: 'day', form: 'plain' }, kind: 'number' }
      case 'if': {
        const holds = this.#condition(call.args[0] as Formula, types[0], 'if')
        const branches = this.#alike(call, types.slice(1), call.args.slice(1))
        return holds ? branches : undefined
      }
      case 'sum':
      case 'avg':
        return this.#folded(call, types)
      case 'min':
      case 'max':
      case 'coalesce':
        return this.#alike(call, types, call.args)
      case 'convert':
        return this.#converted(call, types[0])
      default: {
        const type = types[0]
        return type && this.#timed(call, type)
      }
    }
  }

  /** Several values of one unit; a literal 0 fits any. */
  #alike(
    call: Call,
    types: readonly (FormulaType | undefined)[],
    args: readonly Formula[],
  ): FormulaType | undefined {
    let common: FormulaType | undefined
    for (const [place, type] of types.entries()) {
      if (!type) return undefined
      const quantity = this.#quantity(args[place] as Formula, type, call.name)
      if (!quantity) return undefined
      if (common && !this.#same((args[place] as Formula).span, common, quantity, 'used together'))
        return undefined
      if (!common || common.kind === 'any' || (common.kind === 'number' && quantity.kind !== 'any'))
        common = quantity
    }
    return common
  }

  #folded(call: Call, types: readonly (FormulaType | undefined)[]): FormulaType | undefined {
    const common = this.#alike(call, types, call.args)
    if (!common || call.args.length < 2) return common
    for (const [place, type] of types.entries()) {
      const { span } = call.args[place] as Formula
      if (type?.kind === 'ratio') return this.report('ratio-averaged', span, { what: call.name })
      if (type?.kind === 'distinct-count')
        return this.report('distinct-count-summed', span, { what: call.name })
    }
    return common
  }

  #converted(call: Call, type: FormulaType | undefined): FormulaType | undefined {
    if (!type) return undefined
    const from = currencyIn(type.unit)
    if (from === undefined) {
      return this.report('convert-impossible', call.span, { unit: type.unit.name })
    }
    const dimension = type.unit.dimension.replace(from, call.currency)
    return { ...type, unit: { name: dimension, dimension, form: 'plain' } }
  }

  #timed(call: Call, type: FormulaType): FormulaType | undefined {
    const [operand] = call.args as [Formula]
    const quantity = this.#quantity(operand, type, call.name)
    if (!quantity) return undefined
    const { kind, unit } = quantity
    switch (call.name) {
      case 'growth':
        return { unit: percent, kind: 'ratio' }
      case 'delta':
        return { unit: differenceUnit(unit, unit), kind: kind === 'stock' ? 'flow' : kind }
      case 'ytd':
        return this.#summedOverTime(call, quantity, operand)
      case 'rolling':
        if (kind === 'ratio') return this.report('ratio-averaged', operand.span, { what: 'rolling' })
        return quantity
      default:
        return quantity
    }
  }

  #summedOverTime(call: Call, type: FormulaType, operand: Formula): FormulaType | undefined {
    const id = operand.kind === 'measure' ? operand.id : 'its argument'
    switch (type.kind) {
      case 'flow':
      case 'number':
      case 'any':
        return type
      case 'stock':
        return this.report('stock-summed', operand.span, { what: call.name, id })
      case 'ratio':
        return this.report('ratio-averaged', operand.span, { what: call.name })
      case 'distinct-count':
        return this.report('distinct-count-summed', operand.span, { what: call.name })
      default:
        return this.report('kind-mismatch', operand.span, {
          what: call.name,
          wanted: 'a flow',
          found: `a ${type.kind}`,
        })
    }
  }
}

function isComparison(op: Binary['op']): boolean {
  return op !== '+' && op !== '-' && op !== '*' && op !== '/'
}

function isCurrency(unit: Unit): boolean {
  return /^[A-Z]{3}$/.test(unit.dimension)
}

/** The currency of a unit: `USD` of `USD/client`. */
export function currencyIn(unit: Unit): string | undefined {
  return unit.dimension
    .split('/')[0]
    ?.split('*')
    .find((base) => /^[A-Z]{3}$/.test(base))
}

function sumOf(a: FormulaType, b: FormulaType, isMinus: boolean): FormulaType {
  if (a.kind === 'any') return b
  if (b.kind === 'any') return a
  const unit = isMinus ? differenceUnit(a.unit, b.unit) : a.unit.form === 'point' ? b.unit : a.unit
  return { unit, kind: kindOfSum(a.kind, b.kind) }
}

/** % − % is a difference in points; % − pp stays a percentage. */
function differenceUnit(a: Unit, b: Unit): Unit {
  return a.form === 'percent' && b.form === 'percent' ? point : a
}

function kindOfSum(a: FormulaType['kind'], b: FormulaType['kind']): FormulaType['kind'] {
  if (a === b || b === 'number') return a
  if (a === 'number') return b
  // A level plus what flowed in is a level.
  if (a === 'stock' || b === 'stock') return 'stock'
  return a === 'ratio' || b === 'ratio' ? 'ratio' : 'index'
}

function product(a: FormulaType, b: FormulaType): FormulaType {
  const unit = multiplyUnits(a.unit, b.unit)
  const kind = kindOfProduct(a.kind, b.kind)
  const isShare = unit.dimension === '1' && (a.unit.form === 'percent' || b.unit.form === 'percent')
  return { unit: isShare && kind === 'ratio' ? percent : unit, kind }
}

function kindOfProduct(a: FormulaType['kind'], b: FormulaType['kind']): FormulaType['kind'] {
  if (a === 'number' || a === 'any') return b
  if (b === 'number' || b === 'any') return a
  if (a === 'ratio') return b
  return b === 'ratio' ? a : 'index'
}

function quotient(a: FormulaType, b: FormulaType): FormulaType {
  const unit = divideUnits(a.unit, b.unit)
  const isPlainDivisor = b.kind === 'number' || b.kind === 'any'
  return { unit, kind: isPlainDivisor ? a.kind : 'ratio' }
}
