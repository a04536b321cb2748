import type { CallNode, Formula } from './ast.ts'
import type { Frame } from './frame.ts'

/** Visits every cell that a formula can read in a period, in all branches, each time it is read. */
export function inputsAt(
  formula: Formula,
  index: number,
  frame: Frame,
  visit: (id: string, index: number) => void,
): void {
  if (index < 0) return
  switch (formula.kind) {
    case 'number':
      return
    case 'measure':
      visit(formula.id, index)
      return
    case 'unary':
      inputsAt(formula.operand, index, frame, visit)
      return
    case 'binary':
      inputsAt(formula.left, index, frame, visit)
      inputsAt(formula.right, index, frame, visit)
      return
    default:
      for (const arg of formula.args)
        for (const at of indexesOf(formula, index, frame)) inputsAt(arg, at, frame, visit)
  }
}

/** The periods at which a function reads its arguments. */
function indexesOf(call: CallNode, index: number, frame: Frame): readonly number[] {
  const before = call.isYear ? (frame.yearBefore[index] as number) : index - 1
  switch (call.name) {
    case 'prior':
      return [before]
    case 'lag':
      return [index - call.count]
    case 'delta':
    case 'growth':
      return [before, index]
    case 'ytd':
      return stretch(frame.yearStart[index] as number, index)
    case 'rolling':
    case 'rolling-sum':
    case 'rolling-mean':
      return stretch(index - call.count + 1, index)
    default:
      return [index]
  }
}

function stretch(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}
