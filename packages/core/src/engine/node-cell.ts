import { reasonCode } from '../quantity/missing.ts'
import { slack, statusByBands } from '../score/status.ts'
import type { Bands, RollUp } from '../strategy/model.ts'
import type { Columns } from './columns.ts'
import { estimateMark, markOf, oldest } from './columns.ts'

/** The score of a child as a row: where it begins, its coverage row (−1: 1 where a score is), and its periods. */
export type ChildRow = {
  readonly offset: number
  readonly coverage: number
  /** Whether ages other than 0 can occur. */
  readonly isAged: boolean
  /** Whether it can be an estimate. */
  readonly isEstimable: boolean
  /** For each period of the node the child's last period that ended by then; undefined where they are the same. */
  readonly lastEnded: Int32Array | undefined
  readonly lastDay: Int32Array
  /** One weight for all periods, or one each. */
  readonly weight: number | Float64Array
}

/** A node whose children differ in their periods, ages or weights, or whose rules are not the usual ones. */
export type NodeCells = {
  readonly children: readonly ChildRow[]
  readonly rollUp: RollUp
  readonly bands: Bands
  /** The last day of each period of the node. */
  readonly lastDay: Int32Array
  readonly score: number
  readonly coverage: number
  readonly isAged: boolean
}

const absentChild = -1
const zeroChild = -2

/** Computes one node's score, coverage, age and status in one period: rules R5 to R13. */
export function runNodeCell(columns: Columns, node: NodeCells, period: number): void {
  const { cells } = columns
  const { rule, missing, coverageLimit } = node.rollUp
  const day = node.lastDay[period] as number
  let total = 0
  let present = 0
  let covered = 0
  let sum = 0
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  let age = 0
  let absent = 0
  let estimates = 0
  for (const child of node.children) {
    const weight = typeof child.weight === 'number' ? child.weight : (child.weight[period] as number)
    if (weight === 0) continue
    total += weight
    const at = placeOfScore(columns, node.rollUp, child, period, day)
    if (at === absentChild) {
      absent++
      continue
    }
    const isZero = at === zeroChild
    const score = isZero ? 0 : (cells[child.offset + at] as number)
    const share = isZero || child.coverage < 0 ? 1 : (cells[child.coverage + at] as number)
    present += weight
    covered += share === 1 ? weight : weight * share
    sum += weight * score
    least = Math.min(least, score)
    most = Math.max(most, score)
    if (isZero) continue
    if (child.isEstimable) estimates |= (columns.marks[child.offset + at] as number) & estimateMark
    const since = missing === 'carry-forward' ? day - (child.lastDay[at] as number) : 0
    const isLate = missing === 'carry-forward' && at !== lastOf(child, period)
    const own = child.isAged ? (columns.ages[child.offset + at] as number) : 0
    age = Math.max(age, own + (isLate ? since : 0))
  }
  const share = total === 0 ? 0 : covered / total
  cells[node.coverage + period] = share
  const isFilled = missing === 'peer-mean' && absent > 0
  if (present === 0 || (missing === 'unknown' && absent > 0)) {
    write(columns, node, period, Number.NaN, 'child-missing', 0)
  } else if (!isFilled && share < coverageLimit - slack) {
    write(columns, node, period, Number.NaN, 'below-coverage', 0)
  } else {
    const score = rule === 'weighted-mean' ? sum / present : rule === 'worst' ? least : most
    write(columns, node, period, score, 'present', age)
    if (isFilled || estimates !== 0) {
      const at = node.score + period
      columns.marks[at] = (columns.marks[at] as number) | estimateMark
    }
  }
}

function lastOf({ lastEnded }: ChildRow, period: number): number {
  return lastEnded ? (lastEnded[period] as number) : period
}

/** Where the child's score for this period stands in its row, by the policy for missing ones (rules R6, R9). */
function placeOfScore(
  { cells, marks }: Columns,
  { missing, freshnessDays }: RollUp,
  child: ChildRow,
  period: number,
  day: number,
): number {
  const last = lastOf(child, period)
  if (last >= 0 && !Number.isNaN(cells[child.offset + last])) return last
  if (missing === 'zero' && last >= 0 && marks[child.offset + last] === reasonCode['not-observed']) {
    return zeroChild
  }
  if (missing !== 'carry-forward') return absentChild
  for (let at = last - 1; at >= 0; at--) {
    if (day - (child.lastDay[at] as number) > freshnessDays) break
    if (!Number.isNaN(cells[child.offset + at])) return at
  }
  return absentChild
}

function write(
  columns: Columns,
  node: NodeCells,
  period: number,
  score: number,
  reason: keyof typeof reasonCode,
  age: number,
): void {
  const at = node.score + period
  columns.cells[at] = score
  columns.marks[at] = markOf(reasonCode[reason], statusByBands(score, node.bands))
  if (node.isAged) columns.ages[at] = Math.min(age, oldest)
}
