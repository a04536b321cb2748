import { reasonCode } from '../quantity/missing.ts'
import { slack, statusByBands } from '../score/status.ts'
import type { Weight } from '../strategy/model.ts'
import type { Timeline } from '../time/timeline.ts'
import type { Columns } from './columns.ts'
import { estimateMark, markOf, oldest } from './columns.ts'
import type { Child, Node } from './nodes.ts'
import { weightOn } from './nodes.ts'

/** The score of a child as a row: where it begins, its coverage row (−1: 1 where a score is), and its periods. */
export type ChildRow = {
  readonly child: Child
  readonly offset: number
  readonly coverage: number
  /** Whether ages other than 0 can occur. */
  readonly aged: boolean
  /** Whether it can be an estimate. */
  readonly estimable: boolean
  /** For each period of the node the child's last period that ended by then; undefined where they are the same. */
  readonly lastEnded: Int32Array | undefined
  readonly lastDay: Int32Array
  /** One weight for all periods, or one each. */
  readonly weight: number | Float64Array
}

/** Computes one node's score, coverage, age and status from its children: rules R5 to R13. */
export class NodeRow {
  readonly offset: number
  readonly coverage: number
  readonly aged: boolean
  readonly estimable: boolean
  readonly #node: Node
  readonly #timeline: Timeline
  #children: readonly ChildRow[]
  #isPlain: boolean

  constructor(
    node: Node,
    children: readonly ChildRow[],
    timeline: Timeline,
    offset: number,
    coverage: number,
  ) {
    this.#node = node
    this.#children = children
    this.#timeline = timeline
    this.offset = offset
    this.coverage = coverage
    reserveScratch(timeline.count)
    this.aged = node.rollUp.missing === 'carry-forward' || children.some((child) => child.aged)
    this.estimable = node.rollUp.missing === 'peer-mean' || children.some((child) => child.estimable)
    this.#isPlain = this.#judgePlain()
  }

  /** Whether every child has the same periods, one weight, no age and no estimate, and the usual rules hold. */
  #judgePlain(): boolean {
    const { rule, missing } = this.#node.rollUp
    if (this.aged || this.estimable || rule !== 'weighted-mean' || missing !== 'leave-out') return false
    return this.#children.every((child) => child.lastEnded === undefined && typeof child.weight === 'number')
  }

  /** Gives a child another weight; false where it is none of the node's. */
  reweigh(kind: Child['kind'], index: number, weight: Weight, timeline: Timeline): boolean {
    if (!this.#children.some(({ child }) => child.kind === kind && child.index === index)) return false
    this.#children = this.#children.map((row) =>
      row.child.kind === kind && row.child.index === index
        ? { ...row, weight: weightRow(weight, timeline) }
        : row,
    )
    this.#isPlain = this.#judgePlain()
    return true
  }

  run(columns: Columns, low: number, high: number): void {
    if (this.#isPlain) this.#runPlain(columns, low, high)
    else for (let period = low; period < high; period++) this.#runOne(columns, period)
  }

  /** The usual case, a row at a time; gives bit for bit what `#runOne` gives. */
  #runPlain({ cells, marks }: Columns, low: number, high: number): void {
    const { offset, coverage } = this
    const sums = scratch.sums
    const present = scratch.present
    const covered = scratch.covered
    for (let p = low; p < high; p++) {
      sums[p] = 0
      present[p] = 0
      covered[p] = 0
    }
    let total = 0
    for (const child of this.#children) {
      const weight = child.weight as number
      if (weight === 0) continue
      total += weight
      const at = child.offset
      const coverageAt = child.coverage
      for (let p = low; p < high; p++) {
        const score = cells[at + p] as number
        if (Number.isNaN(score)) continue
        sums[p] = (sums[p] as number) + weight * score
        present[p] = (present[p] as number) + weight
        covered[p] =
          (covered[p] as number) + (coverageAt < 0 ? weight : weight * (cells[coverageAt + p] as number))
      }
    }
    const limit = this.#node.rollUp.coverageLimit - slack
    for (let p = low; p < high; p++) {
      const share = total === 0 ? 0 : (covered[p] as number) / total
      cells[coverage + p] = share
      const weight = present[p] as number
      if (weight === 0 || share < limit) {
        cells[offset + p] = Number.NaN
        marks[offset + p] = weight === 0 ? reasonCode['child-missing'] : reasonCode['below-coverage']
        continue
      }
      const score = (sums[p] as number) / weight
      cells[offset + p] = score
      marks[offset + p] = markOf(0, statusByBands(score, this.#node.bands))
    }
  }

  #runOne(columns: Columns, period: number): void {
    const { cells } = columns
    const { rule, missing } = this.#node.rollUp
    const day = this.#timeline.lastDay[period] as number
    let total = 0
    let present = 0
    let covered = 0
    let sum = 0
    let least = Number.POSITIVE_INFINITY
    let most = Number.NEGATIVE_INFINITY
    let age = 0
    let absent = 0
    let estimates = 0
    for (const child of this.#children) {
      const weight = typeof child.weight === 'number' ? child.weight : (child.weight[period] as number)
      if (weight === 0) continue
      total += weight
      const at = this.#scoreAt(columns, child, period, day)
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
      if (child.estimable) estimates |= (columns.marks[child.offset + at] as number) & estimateMark
      const since = missing === 'carry-forward' ? day - (child.lastDay[at] as number) : 0
      const isLate = missing === 'carry-forward' && at !== this.#lastOf(child, period)
      age = Math.max(
        age,
        (child.aged ? (columns.ages[child.offset + at] as number) : 0) + (isLate ? since : 0),
      )
    }
    const share = total === 0 ? 0 : covered / total
    cells[this.coverage + period] = share
    const isFilled = missing === 'peer-mean' && absent > 0
    if (present === 0 || (missing === 'unknown' && absent > 0))
      this.#write(columns, period, Number.NaN, 'child-missing', 0)
    else if (!isFilled && share < this.#node.rollUp.coverageLimit - slack) {
      this.#write(columns, period, Number.NaN, 'below-coverage', 0)
    } else {
      const score = rule === 'weighted-mean' ? sum / present : rule === 'worst' ? least : most
      this.#write(columns, period, score, 'present', age)
      if (isFilled || estimates !== 0) {
        const at = this.offset + period
        columns.marks[at] = (columns.marks[at] as number) | estimateMark
      }
    }
  }

  #lastOf(child: ChildRow, period: number): number {
    return child.lastEnded ? (child.lastEnded[period] as number) : period
  }

  /** Where the child's score for this period stands in its row, by the policy for missing ones (rules R6, R9). */
  #scoreAt({ cells, marks }: Columns, child: ChildRow, period: number, day: number): number {
    const { missing, freshnessDays } = this.#node.rollUp
    const last = this.#lastOf(child, period)
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

  #write(
    columns: Columns,
    period: number,
    score: number,
    reason: keyof typeof reasonCode,
    age: number,
  ): void {
    const at = this.offset + period
    columns.cells[at] = score
    columns.marks[at] = markOf(reasonCode[reason], statusByBands(score, this.#node.bands))
    if (this.aged) columns.ages[at] = Math.min(age, oldest)
  }
}

const absentChild = -1
const zeroChild = -2

const scratch = { sums: new Float64Array(0), present: new Float64Array(0), covered: new Float64Array(0) }

function reserveScratch(count: number): void {
  if (scratch.sums.length >= count) return
  scratch.sums = new Float64Array(count)
  scratch.present = new Float64Array(count)
  scratch.covered = new Float64Array(count)
}

/** The weight of a child in each period; one number where it never changes. */
export function weightRow(weight: Weight, timeline: Timeline): number | Float64Array {
  if (weight.length === 1) return (weight[0] as { value: number }).value
  return Float64Array.from(timeline.lastDay, (day) => weightOn(weight, day))
}
