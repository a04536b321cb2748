import { reasonCode } from '../quantity/missing.ts'
import { attainment, limitScore } from '../score/attainment.ts'
import { statusByBands } from '../score/status.ts'
import type { Bands } from '../strategy/model.ts'
import type { Columns } from './columns.ts'
import { markOf } from './columns.ts'
import { atRiskFrom, markOfScore, onTrackFrom } from './status-mark.ts'

/** Attainment by bands, a row at a time: what nearly every KPI is judged by (rules K1, K5, K6). */
export function runUsualScores(
  columns: Columns,
  value: number,
  target: number,
  score: number,
  sign: number,
  bands: Bands,
  low: number,
  high: number,
): void {
  const { cells, marks } = columns
  const onTrack = onTrackFrom(bands)
  const atRisk = atRiskFrom(bands)
  for (let p = low; p < high; p++) {
    const wanted = cells[target + p] as number
    const reached = 1 + (sign * ((cells[value + p] as number) - wanted)) / Math.abs(wanted)
    if (reached - reached !== 0) {
      settleRare(columns, value + p, target + p, score + p, sign, bands)
      continue
    }
    // The limit of K5 without a choice: reached where it lies between, else 0 or 1.
    const isBelow = Number(reached < 1)
    cells[score + p] = isBelow * Number(reached > 0) * reached + (1 - isBelow)
    marks[score + p] = markOfScore(reached, onTrack, atRisk)
  }
}

/** Takes the ages of values over to the scores made from them. */
export function takeAges(
  { cells, ages }: Columns,
  value: number,
  score: number,
  low: number,
  high: number,
): void {
  for (let p = low; p < high; p++)
    ages[score + p] = Number.isNaN(cells[score + p]) ? 0 : (ages[value + p] as number)
}

/** Writes a score that is rare: missing, or at a target of 0. */
function settleRare(
  { cells, marks }: Columns,
  value: number,
  target: number,
  score: number,
  sign: number,
  bands: Bands,
): void {
  const actual = cells[value] as number
  const wanted = cells[target] as number
  const isKnown = !Number.isNaN(actual) && !Number.isNaN(wanted)
  const reached = isKnown ? attainment(actual, wanted, sign as 1 | -1) : Number.NaN
  cells[score] = limitScore(reached)
  marks[score] = Number.isNaN(reached)
    ? (marks[value] as number) || (marks[target] as number) || reasonCode['no-scale']
    : markOf(0, statusByBands(reached, bands))
}
