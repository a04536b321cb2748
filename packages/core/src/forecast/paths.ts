import { normalCdf } from '../statistics/normal.ts'
import type { RandomSource } from '../statistics/random.ts'
import type { Forecast } from './forecast.ts'

/**
 * Normal scores along one way into the future, from one fresh normal deviate for each period: each period's own, tied to
 * those before it as in a random walk whose spread is that of the forecast (a Gaussian copula over the steps). Writes
 * over the deviates.
 */
export function walkScores(widths: Float64Array, scores: Float64Array, from = 0): void {
  let walked = 0
  let before = 0
  for (let step = 0; step < widths.length; step++) {
    const width = widths[step] as number
    const fresh = Math.sqrt(Math.max(0, width * width - before * before))
    walked += fresh * (scores[from + step] as number)
    scores[from + step] = width > 0 ? walked / width : 0
    before = width
  }
}

/** Ways into the future: `count` draws of `periods` values, one after the other. */
export function drawPaths(forecast: Forecast, count: number, source: RandomSource): Float64Array {
  const periods = forecast.mean.length
  const tables = tablesOf(forecast)
  const scores = new Float64Array(periods)
  const paths = new Float64Array(count * periods)
  for (let draw = 0; draw < count; draw++) {
    for (let step = 0; step < periods; step++) scores[step] = source.normal()
    walkScores(forecast.widths, scores)
    for (let step = 0; step < periods; step++) {
      paths[draw * periods + step] = readTable(tables, step, scores[step] as number)
    }
  }
  return paths
}

const cells = 256
const farthest = 4

/** Values of each period at evenly spaced normal scores from −4 to 4: one table after the other. */
export function tablesOf(forecast: Forecast): Float64Array {
  const tables = new Float64Array(forecast.mean.length * (cells + 1))
  const chances = Float64Array.from({ length: cells + 1 }, (_, cell) =>
    normalCdf(farthest * ((2 * cell) / cells - 1)),
  )
  for (let step = 0; step < forecast.mean.length; step++) {
    const values = forecast.quantiles(step, chances)
    tables.set(values, step * (cells + 1))
  }
  return tables
}

/** The value of a period at a normal score, on the line between the two nearest of its table. */
export function readTable(tables: Float64Array, step: number, score: number): number {
  const place = Math.min(cells - 1e-9, Math.max(0, ((score / farthest + 1) * cells) / 2))
  const cell = Math.floor(place)
  const at = step * (cells + 1) + cell
  const low = tables[at] as number
  return low + (place - cell) * ((tables[at + 1] as number) - low)
}
