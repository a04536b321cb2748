import { normalCdf } from '../statistics/normal.ts'
import type { RandomSource } from '../statistics/random.ts'
import type { Forecast } from './forecast.ts'

/** How the normal score of each period is made: so much of the one before, so much of a fresh deviate. */
export type Walk = { readonly kept: Float64Array; readonly fresh: Float64Array }

/** Ties each period to those before it as in a random walk whose spread is `widths`: a Gaussian copula over the steps. */
export function walkOf(widths: Float64Array): Walk {
  const kept = widths.map((width, step) => (step > 0 && width > 0 ? (widths[step - 1] as number) / width : 0))
  return { kept, fresh: kept.map((share) => Math.sqrt(Math.max(0, 1 - share * share))) }
}

/** Turns fresh normal deviates, one for each period, into scores along one way into the future, in their place. */
export function walkScores({ kept, fresh }: Walk, scores: Float64Array): void {
  let before = 0
  for (let step = 0; step < kept.length; step++) {
    before = (kept[step] as number) * before + (fresh[step] as number) * (scores[step] as number)
    scores[step] = before
  }
}

/** Ways into the future: `count` draws of `periods` values, one after the other. */
export function drawPaths(forecast: Forecast, count: number, source: RandomSource): Float64Array {
  const periods = forecast.mean.length
  const tables = tablesOf(forecast)
  const walk = walkOf(forecast.widths)
  const scores = new Float64Array(periods)
  const paths = new Float64Array(count * periods)
  for (let draw = 0; draw < count; draw++) {
    for (let step = 0; step < periods; step++) scores[step] = source.normal()
    walkScores(walk, scores)
    for (let step = 0; step < periods; step++) {
      paths[draw * periods + step] = readTable(tables, step, scores[step] as number)
    }
  }
  return paths
}

const cells = 256
const farthest = 4

const chances = Float64Array.from({ length: cells + 1 }, (_, cell) =>
  normalCdf(farthest * ((2 * cell) / cells - 1)),
)

/** Values of each period at evenly spaced normal scores from −4 to 4: one table after the other. */
export function tablesOf(forecast: Forecast): Float64Array {
  const tables = new Float64Array(forecast.mean.length * (cells + 1))
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
