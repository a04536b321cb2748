import type { Span } from '../text/span.ts'
import type { Formula } from './ast.ts'

/** A measure that a formula names; `lagged` where only earlier periods of it are read there. */
export type Reference = { readonly id: string; readonly span: Span; readonly lagged: boolean }

const remembered = new WeakMap<Formula, readonly Reference[]>()

/** Every mention of a measure, left to right. */
export function references(formula: Formula): readonly Reference[] {
  let found = remembered.get(formula)
  if (!found) {
    const list: Reference[] = []
    collect(formula, false, list)
    found = list
    remembered.set(formula, found)
  }
  return found
}

function collect(formula: Formula, lagged: boolean, found: Reference[]): void {
  switch (formula.kind) {
    case 'measure':
      found.push({ id: formula.id, span: formula.span, lagged })
      return
    case 'unary':
      collect(formula.operand, lagged, found)
      return
    case 'binary':
      collect(formula.left, lagged, found)
      collect(formula.right, lagged, found)
      return
    case 'call': {
      const isPast = formula.name === 'prior' || formula.name === 'lag'
      for (const arg of formula.args) collect(arg, lagged || isPast, found)
    }
  }
}
