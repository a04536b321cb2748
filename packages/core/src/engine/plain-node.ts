import { reasonCode } from '../quantity/missing.ts'
import type { Bands } from '../strategy/model.ts'
import type { Columns } from './columns.ts'
import { atRiskFrom, markOfScore, onTrackFrom } from './status-mark.ts'

/** Nodes and their children in columns. */
export type PlainRows = {
  readonly score: Int32Array
  readonly coverage: Int32Array
  /** A node is unknown where less than this share of its weight is covered. */
  readonly limit: Float64Array
  readonly bands: Bands
  /** The children of node i stand from `starts[i]` to the next start: their scores, coverage (−1: 1), and weights. */
  readonly starts: Int32Array
  readonly childScore: Int32Array
  readonly childCoverage: Int32Array
  readonly childWeight: Float64Array
}

/**
 * Computes a stretch of periods of a plain node; gives bit for bit what `runNodeCell` gives. Adds up as if every
 * score were there: where one is missing the sum is NaN, and the period is computed again by itself.
 */
export function runPlainNode(
  columns: Columns,
  rows: PlainRows,
  node: number,
  low: number,
  high: number,
): void {
  const from = rows.starts[node] as number
  const to = rows.starts[node + 1] as number
  // A change mostly reaches one period, for which the weights are added up along the way.
  const total = high - low === 1 ? 0 : totalWeight(rows, from, to)
  if (total === 0) {
    for (let p = low; p < high; p++) runPlainCell(columns, rows, node, p)
    return
  }
  const { cells, marks } = columns
  const score = rows.score[node] as number
  const coverage = rows.coverage[node] as number
  const limit = rows.limit[node] as number
  addScores(cells, rows, from, to, score, low, high)
  addCoverage(cells, rows, from, to, coverage, low, high)
  const onTrack = onTrackFrom(rows.bands)
  const atRisk = atRiskFrom(rows.bands)
  for (let p = low; p < high; p++) {
    const mean = (cells[score + p] as number) / total
    const share = (cells[coverage + p] as number) / total
    if (!Number.isNaN(mean) && share >= limit) {
      cells[score + p] = mean
      cells[coverage + p] = share
      marks[score + p] = markOfScore(mean, onTrack, atRisk)
    } else runPlainCell(columns, rows, node, p)
  }
}

function totalWeight({ childWeight }: PlainRows, from: number, to: number): number {
  let total = 0
  for (let child = from; child < to; child++) total += childWeight[child] as number
  return total
}

/** Weighted scores added left to right, four children in one pass. */
function addScores(
  cells: Float64Array,
  { childScore, childWeight }: PlainRows,
  from: number,
  to: number,
  row: number,
  low: number,
  high: number,
): void {
  cells.fill(0, row + low, row + high)
  let child = from
  for (; child + 4 <= to; child += 4) {
    const a = childScore[child] as number
    const b = childScore[child + 1] as number
    const c = childScore[child + 2] as number
    const d = childScore[child + 3] as number
    const u = childWeight[child] as number
    const v = childWeight[child + 1] as number
    const w = childWeight[child + 2] as number
    const x = childWeight[child + 3] as number
    for (let p = low; p < high; p++) {
      const half = (cells[row + p] as number) + u * (cells[a + p] as number) + v * (cells[b + p] as number)
      cells[row + p] = half + w * (cells[c + p] as number) + x * (cells[d + p] as number)
    }
  }
  for (; child < to; child++) {
    const a = childScore[child] as number
    const u = childWeight[child] as number
    for (let p = low; p < high; p++)
      cells[row + p] = (cells[row + p] as number) + u * (cells[a + p] as number)
  }
}

/** The weight that is covered; the children before the first with a coverage row are covered in full. */
function addCoverage(
  cells: Float64Array,
  { childCoverage, childWeight }: PlainRows,
  from: number,
  to: number,
  row: number,
  low: number,
  high: number,
): void {
  let child = from
  let covered = 0
  for (; child < to && (childCoverage[child] as number) < 0; child++) covered += childWeight[child] as number
  cells.fill(covered, row + low, row + high)
  for (; child < to; child++) {
    const a = childCoverage[child] as number
    const u = childWeight[child] as number
    for (let p = low; p < high; p++)
      cells[row + p] = (cells[row + p] as number) + (a < 0 ? u : u * (cells[a + p] as number))
  }
}

function runPlainCell({ cells, marks }: Columns, rows: PlainRows, node: number, period: number): void {
  const { childScore, childCoverage, childWeight, bands } = rows
  const to = rows.starts[node + 1] as number
  let total = 0
  let sum = 0
  let present = 0
  let covered = 0
  for (let child = rows.starts[node] as number; child < to; child++) {
    const weight = childWeight[child] as number
    if (weight === 0) continue
    total += weight
    const score = cells[(childScore[child] as number) + period] as number
    if (Number.isNaN(score)) continue
    const coverage = childCoverage[child] as number
    sum += weight * score
    present += weight
    covered += coverage < 0 ? weight : weight * (cells[coverage + period] as number)
  }
  const share = total === 0 ? 0 : covered / total
  cells[(rows.coverage[node] as number) + period] = share
  const at = (rows.score[node] as number) + period
  if (present === 0 || share < (rows.limit[node] as number)) {
    cells[at] = Number.NaN
    marks[at] = reasonCode[present === 0 ? 'child-missing' : 'below-coverage']
    return
  }
  const mean = sum / present
  cells[at] = mean
  marks[at] = markOfScore(mean, onTrackFrom(bands), atRiskFrom(bands))
}
