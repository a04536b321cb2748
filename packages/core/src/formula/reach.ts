import type { CallNode, Formula } from './ast.ts'
import type { Frame } from './frame.ts'

export type Reach = { readonly from: number; readonly to: number }

/** A change of the row `slot` in period p can change the result in the periods p + from to p + to. */
export type Read = { readonly slot: number; readonly reach: Reach }

const here: Reach = { from: 0, to: 0 }

/** The rows a formula reads, and how far a change of each reaches. */
export function reachesOf(formula: Formula, frame: Frame, slotOf: (id: string) => number): readonly Read[] {
  const reaches = new Map<number, Reach>()
  visit(formula, here)
  return Array.from(reaches, ([slot, reach]) => ({ slot, reach }))

  function visit(part: Formula, reach: Reach): void {
    switch (part.kind) {
      case 'number':
        return
      case 'measure': {
        const slot = slotOf(part.id)
        const known = reaches.get(slot)
        reaches.set(slot, known && known !== reach ? union(known, reach) : reach)
        return
      }
      case 'unary':
        visit(part.operand, reach)
        return
      case 'binary':
        visit(part.left, reach)
        visit(part.right, reach)
        return
      case 'call': {
        const inner = shifted(reach, part, frame)
        for (const arg of part.args) visit(arg, inner)
      }
    }
  }
}

function union(a: Reach, b: Reach): Reach {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) }
}

/** Adds how far at least and at most a function carries a change forward. */
function shifted(reach: Reach, call: CallNode, frame: Frame): Reach {
  const { from, to } = reach
  const { count } = call
  switch (call.name) {
    case 'lag':
      return { from: from + count, to: to + count }
    case 'prior': {
      const { from: least, to: most } = call.isYear ? yearReach(frame) : { from: 1, to: 1 }
      return { from: from + least, to: to + most }
    }
    case 'delta':
    case 'growth':
      return { from, to: to + (call.isYear ? yearReach(frame).to : 1) }
    case 'rolling':
    case 'rolling-sum':
    case 'rolling-mean':
      return { from, to: to + count - 1 }
    case 'ytd':
      return { from, to: to + longestYear(frame) }
    default:
      return reach
  }
}

function yearReach({ yearBefore, count }: Frame): Reach {
  let from = count
  let to = 0
  for (let index = 0; index < count; index++) {
    const shift = index - (yearBefore[index] as number)
    from = Math.min(from, shift)
    to = Math.max(to, shift)
  }
  return { from, to }
}

function longestYear({ yearStart, count }: Frame): number {
  let longest = 0
  for (let index = 0; index < count; index++)
    longest = Math.max(longest, index - (yearStart[index] as number))
  return longest
}
