import type { Formula } from '../../formula/ast.ts'
import type { Frame } from '../../formula/frame.ts'
import { inputsAt } from '../../formula/inputs.ts'
import { interpret } from '../../formula/interpret.ts'
import type { Reason } from '../../quantity/missing.ts'
import { reasonCode, reasons } from '../../quantity/missing.ts'
import type { MeasureCell } from '../results.ts'
import { cellOf, missingCell } from './cell.ts'

/** A formula in one period, with the age and coverage of what it names: rules A4, A5, A11, A14. */
export function formulaCell(
  formula: Formula,
  index: number,
  frame: Frame,
  read: (name: string, index: number) => MeasureCell,
): MeasureCell {
  const { value, reason } = interpret(formula, index, frame, (name, at) => {
    const cell = read(name, at)
    return { value: cell.value, reason: reasonCode[cell.reason] }
  })
  if (reason !== 0) return missingCell(reasons[reason] as Reason)
  let ageDays = 0
  let coverage = 1
  inputsAt(formula, index, frame, (name, at) => {
    const input = read(name, at)
    if (input.reason !== 'present') return
    ageDays = Math.max(ageDays, input.ageDays)
    coverage = Math.min(coverage, input.coverage)
  })
  return cellOf(value, ageDays, coverage)
}
