import type { Span } from '../text/span.ts'
import type { Formula, MeasureNode } from './ast.ts'

/** A measure that a formula names; `lagged` where only earlier periods of it are read there. */
export type Reference = { readonly id: string; readonly span: Span; readonly lagged: boolean }

const remembered = new WeakMap<Formula, readonly Reference[]>()

/** Every mention of a measure, left to right. */
export function references(formula: Formula): readonly Reference[] {
  let found = remembered.get(formula)
  if (!found) {
    const list: Reference[] = []
    visitMeasures(formula, ({ id, span }, lagged) => list.push({ id, span, lagged }))
    found = list
    remembered.set(formula, found)
  }
  return found
}

/** Visits every mention of a measure, left to right; `lagged` where only earlier periods of it are read there. */
export function visitMeasures(
  formula: Formula,
  visit: (measure: MeasureNode, lagged: boolean) => void,
  lagged = false,
): void {
  switch (formula.kind) {
    case 'measure':
      visit(formula, lagged)
      return
    case 'unary':
      visitMeasures(formula.operand, visit, lagged)
      return
    case 'binary':
      visitMeasures(formula.left, visit, lagged)
      visitMeasures(formula.right, visit, lagged)
      return
    case 'call': {
      const isPast = formula.name === 'prior' || formula.name === 'lag'
      const { args } = formula
      for (let at = 0; at < args.length; at++) visitMeasures(args[at] as Formula, visit, lagged || isPast)
    }
  }
}
