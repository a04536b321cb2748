import type { Formula } from '../formula/ast.ts'
import { references } from '../formula/references.ts'
import type { Kind } from '../quantity/kind.ts'
import type { Measure, Strategy } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { withArticle } from './facts/article.ts'
import { judgedFormulas } from './facts/formula-findings.ts'

export const formulaUnit: Check = {
  code: 'formula-unit',
  family: 'legality',
  severity: 'error',
  words: 'The formula of "{measure}" gives {found}, but the measure is kept as {wanted}.',
  *run(company) {
    for (const { measure, judged } of judgedFormulas(company)) {
      const { type } = judged
      if (!type || judged.diagnostics.length > 0) continue
      const fault =
        type.kind === 'truth'
          ? { found: 'a condition', wanted: 'a number', field: 'formula' }
          : (unitFault(measure, type.unit.dimension, type.kind) ??
            kindFault(company.strategy, measure, type.kind))
      if (!fault) continue
      const { found, wanted, field } = fault
      const span = spanOf(measure.at, field)
      yield {
        subject: { kind: 'measure', id: measure.id },
        span,
        facts: { measure: measure.name, found, wanted },
      }
    }
  },
}

type Fault = { readonly found: string; readonly wanted: string; readonly field: string }

function unitFault({ unit }: Measure, dimension: string, kind: string): Fault | undefined {
  const isLiteral = kind === 'number'
  if (isLiteral || dimension === unit.dimension) return undefined
  return { found: dimension === '1' ? 'a plain number' : dimension, wanted: unit.name, field: 'unit' }
}

/** Judges a kind only where it is certain: sums, and one division of them. */
function kindFault({ measures }: Strategy, measure: Measure, found: string): Fault | undefined {
  const { formula, kind } = measure
  if (!formula || found === 'number') return undefined
  const fault = { found: withArticle(found), wanted: withArticle(kind), field: 'kind' }
  const isPlain = (id: string) => ['flow', 'stock', 'distinct-count'].includes(measures.get(id)?.kind ?? '')
  if (!references(formula).every(({ id }) => isPlain(id))) return undefined
  if (formula.kind === 'binary' && formula.op === '/' && references(formula.right).length > 0) {
    if (!isSum(formula.left) || !isSum(formula.right)) return undefined
    return quotients.includes(kind) ? undefined : fault
  }
  return isSum(formula) && kind !== found ? fault : undefined
}

const quotients: readonly Kind[] = ['ratio', 'index', 'milestone']

/** Whether a formula only adds, subtracts, compares and scales: then its kind is that of its measures. */
function isSum(formula: Formula): boolean {
  switch (formula.kind) {
    case 'number':
    case 'measure':
      return true
    case 'unary':
      return formula.op === '-' && isSum(formula.operand)
    case 'binary': {
      const { op, left, right } = formula
      if (op === '+' || op === '-') return isSum(left) && isSum(right)
      if (op === '*') return (isConstant(left) || isConstant(right)) && isSum(left) && isSum(right)
      return op === '/' && isConstant(right) && isSum(left)
    }
    default:
      return sums.has(formula.name) && formula.args.every(isSum)
  }
}

const sums: ReadonlySet<string> = new Set(['sum', 'min', 'max', 'abs', 'round', 'coalesce', 'convert'])

function isConstant(formula: Formula): boolean {
  return references(formula).length === 0
}
