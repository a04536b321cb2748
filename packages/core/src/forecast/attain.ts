import { RandomSource } from '../statistics/random.ts'
import type { Forecast } from './forecast.ts'
import { drawPaths } from './paths.ts'

/** What is wanted of one period: at least, at most, or between. */
export type Wanted =
  | { readonly polarity: 'higher' | 'lower'; readonly target: number }
  | { readonly polarity: 'range'; readonly low: number; readonly high: number }

/** Whether a value is what is wanted. */
export function isMet(wanted: Wanted, value: number): boolean {
  if (wanted.polarity === 'range') return wanted.low <= value && value <= wanted.high
  return wanted.polarity === 'higher' ? value >= wanted.target : value <= wanted.target
}

/** The chance, 0 to 1, that the value of period `step` of a forecast is what is wanted. */
export function chanceAt(forecast: Forecast, step: number, wanted: Wanted): number {
  if (wanted.polarity === 'range') {
    return Math.max(0, forecast.chanceBelow(step, wanted.high) - below(forecast, step, wanted.low))
  }
  if (wanted.polarity === 'lower') return forecast.chanceBelow(step, wanted.target)
  return 1 - below(forecast, step, wanted.target)
}

/** Strictly below; differs from `chanceBelow` only where a distribution has no width. */
function below(forecast: Forecast, step: number, value: number): number {
  if (forecast.quantile(step, 0.4) === value && forecast.quantile(step, 0.6) === value) return 0
  return forecast.chanceBelow(step, value)
}

const draws = 10_000

/**
 * The chance that a whole trajectory is met: every period's value is what is wanted of that period (`undefined`:
 * nothing). From 10,000 ways into the future (`drawPaths`), always the same ones for the same seed.
 */
export function chanceOfAll(forecast: Forecast, wanted: readonly (Wanted | undefined)[], seed = 1): number {
  const periods = forecast.mean.length
  const paths = drawPaths(forecast, draws, new RandomSource(seed))
  let met = 0
  for (let draw = 0; draw < draws; draw++) {
    const isWholeMet = wanted.every((one, step) => !one || isMet(one, paths[draw * periods + step] as number))
    if (isWholeMet) met++
  }
  return met / draws
}

/** Totals of the first `periods` of a forecast over 10,000 ways into the future, sorted: the distribution of a flow. */
export function totals(forecast: Forecast, periods: number, soFar = 0, seed = 1): Float64Array {
  const paths = drawPaths(forecast, draws, new RandomSource(seed))
  const horizon = forecast.mean.length
  return Float64Array.from({ length: draws }, (_, draw) => {
    let sum = soFar
    for (let step = 0; step < periods; step++) sum += paths[draw * horizon + step] as number
    return sum
  }).sort()
}

/** The share of sorted draws that are what is wanted. */
export function shareMet(sorted: Float64Array, wanted: Wanted): number {
  let met = 0
  for (const value of sorted) if (isMet(wanted, value)) met++
  return met / sorted.length
}
