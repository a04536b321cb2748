import { expect } from 'vitest'
import type { CheckOptions, MeasureType } from '../../src/formula/check.ts'
import { checkFormula } from '../../src/formula/check.ts'
import { parseFormula } from '../../src/formula/parse.ts'
import type { Kind } from '../../src/quantity/kind.ts'
import type { Unit } from '../../src/quantity/unit.ts'
import { parseUnit } from '../../src/quantity/unit.ts'
import type { Diagnostic } from '../../src/text/diagnostic.ts'
import type { Grain } from '../../src/time/grain.ts'

const place = { file: 'kpis.yaml', offset: 0 }

function measure(unit: string, kind: Kind, grain: Grain = 'month'): MeasureType {
  return { unit: parseUnit(unit) as Unit, kind, grain }
}

export const measures: ReadonlyMap<string, MeasureType> = new Map([
  ['revenue', measure('EUR', 'flow')],
  ['cost', measure('EUR', 'flow')],
  ['us-revenue', measure('USD', 'flow')],
  ['us-price', measure('USD/client', 'ratio')],
  ['price', measure('EUR/client', 'ratio')],
  ['cash', measure('EUR', 'stock')],
  ['receivables', measure('EUR', 'stock')],
  ['clients', measure('client', 'flow')],
  ['offers', measure('1', 'flow')],
  ['won', measure('1', 'flow')],
  ['churn', measure('%', 'ratio')],
  ['margin', measure('%', 'ratio')],
  ['margin-change', measure('pp', 'ratio')],
  ['satisfaction', measure('1', 'index')],
  ['active-users', measure('user', 'distinct-count')],
  ['active-guests', measure('user', 'distinct-count')],
  ['grade', measure('1', 'ordinal')],
  ['headcount', measure('person', 'stock', 'quarter')],
  ['toString', measure('EUR', 'flow')],
  ['constructor', measure('EUR', 'flow')],
  ['__proto__', measure('EUR', 'flow')],
  ['sum', measure('EUR', 'flow')],
])

export const lookup = (id: string): MeasureType | undefined => measures.get(id)

export function check(text: string, options: Partial<CheckOptions> = {}) {
  const { formula, diagnostics } = parseFormula(text, place)
  if (!formula) return { type: undefined, diagnostics }
  return checkFormula(formula, { lookup, known: measures.keys(), ...options })
}

/** The type of a sound formula, such as `EUR flow`. */
export function typeOf(text: string): string {
  const { type, diagnostics } = check(text)
  expect(diagnostics.map(({ message }) => message)).toEqual([])
  return type ? `${type.unit.name} ${type.kind}` : 'none'
}

/**
 * A formula with its faults marked below it, each mark followed by the code. The marks are erased, the formula is
 * read and checked, and the marks are drawn again.
 */
export function expectFaults(marked: string, options: Partial<CheckOptions> = {}): readonly Diagnostic[] {
  const lines = marked.split('\n').filter((line) => line.trim() !== '')
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  const [text = '', ...marks] = lines.map((line) => line.slice(indent))
  const { diagnostics } = check(text, options)
  const drawn = diagnostics.map(
    ({ code, span }) => `${' '.repeat(span.start)}${'^'.repeat(span.end - span.start)} ${code}`,
  )
  expect([text, ...drawn].join('\n')).toBe([text, ...marks].join('\n'))
  return diagnostics
}
