import type { Formula } from './ast.ts'
import type { Frame } from './frame.ts'

/** A change of the row `slot` in period p can change the result in the periods p + from to p + to. */
export type Read = { readonly slot: number; readonly reach: { readonly from: number; readonly to: number } }

/** The rows a formula reads, and how far a change of each reaches. */
export function reachesOf(formula: Formula, frame: Frame, slotOf: (id: string) => number): readonly Read[] {
  const reaches = new Map<number, { from: number; to: number }>()
  const visit = (part: Formula, from: number, to: number): void => {
    switch (part.kind) {
      case 'number':
        return
      case 'measure': {
        const slot = slotOf(part.id)
        const known = reaches.get(slot)
        if (!known) reaches.set(slot, { from, to })
        else {
          known.from = Math.min(known.from, from)
          known.to = Math.max(known.to, to)
        }
        return
      }
      case 'unary':
        visit(part.operand, from, to)
        return
      case 'binary':
        visit(part.left, from, to)
        visit(part.right, from, to)
        return
      default: {
        const [least, most] = shiftOf(part, frame)
        for (const arg of part.args) visit(arg, from + least, to + most)
      }
    }
  }
  visit(formula, 0, 0)
  return [...reaches].map(([slot, reach]) => ({ slot, reach }))
}

/** By how many periods at least and at most a function carries a change forward. */
function shiftOf(call: Extract<Formula, { kind: 'call' }>, frame: Frame): readonly [number, number] {
  const [yearLeast, yearMost] = yearShift(frame)
  switch (call.name) {
    case 'lag':
      return [call.count, call.count]
    case 'prior':
      return call.isYear ? [yearLeast, yearMost] : [1, 1]
    case 'delta':
    case 'growth':
      return [0, call.isYear ? yearMost : 1]
    case 'rolling':
    case 'rolling-sum':
    case 'rolling-mean':
      return [0, call.count - 1]
    case 'ytd':
      return [0, longestYear(frame)]
    default:
      return [0, 0]
  }
}

function yearShift({ yearBefore, count }: Frame): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY
  let most = 0
  for (let index = 0; index < count; index++) {
    const shift = index - (yearBefore[index] as number)
    least = Math.min(least, shift)
    most = Math.max(most, shift)
  }
  return [Number.isFinite(least) ? least : 0, most]
}

function longestYear({ yearStart, count }: Frame): number {
  let longest = 0
  for (let index = 0; index < count; index++)
    longest = Math.max(longest, index - (yearStart[index] as number))
  return longest
}
