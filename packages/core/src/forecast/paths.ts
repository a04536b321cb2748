import { normalCdf } from '../statistics/normal.ts'
import type { RandomSource } from '../statistics/random.ts'
import type { Forecast } from './forecast.ts'

/**
 * Chances, 0 to 1, along one way into the future: each period's own, tied to those before it as in a random walk whose
 * spread is that of the forecast (a Gaussian copula over the steps). Writes one number for each period into `into`.
 */
export function drawChances(widths: Float64Array, into: Float64Array, normal: () => number): void {
  let walked = 0
  for (let step = 0; step < widths.length; step++) {
    const width = widths[step] as number
    const before = step === 0 ? 0 : (widths[step - 1] as number)
    walked += Math.sqrt(Math.max(0, width * width - before * before)) * normal()
    into[step] = normalCdf(width > 0 ? walked / width : 0)
  }
}

/** Ways into the future: `count` draws of `periods` values, one after the other. */
export function drawPaths(forecast: Forecast, count: number, source: RandomSource): Float64Array {
  const periods = forecast.mean.length
  const tables = Array.from({ length: periods }, (_, step) => quantileTable(forecast, step))
  const chances = new Float64Array(periods)
  const paths = new Float64Array(count * periods)
  for (let draw = 0; draw < count; draw++) {
    drawChances(forecast.widths, chances, () => source.normal())
    for (let step = 0; step < periods; step++) {
      paths[draw * periods + step] = readTable(tables[step] as Float64Array, chances[step] as number)
    }
  }
  return paths
}

const cells = 512

/** Quantiles at evenly spaced chances, the outermost within a thousandth of 0 and 1. */
export function quantileTable(forecast: Forecast, step: number): Float64Array {
  return Float64Array.from({ length: cells + 1 }, (_, cell) =>
    forecast.quantile(step, Math.min(0.9995, Math.max(0.0005, cell / cells))),
  )
}

/** The value at a chance, between the two nearest of the table. */
export function readTable(table: Float64Array, chance: number): number {
  const place = Math.min(cells - 1e-9, Math.max(0, chance * cells))
  const cell = Math.floor(place)
  const low = table[cell] as number
  return low + (place - cell) * ((table[cell + 1] as number) - low)
}
