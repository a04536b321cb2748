import { closeGaps } from './gaps.ts'
import { isSeasonal, seasonalIndices, withoutSeason } from './seasonality.ts'

/**
 * Naive2 of the M competitions: the last value, less its season and with the season of the period forecast, where the
 * test finds one (Makridakis and Hibon 2000). Values with zeros or negatives have an additive season.
 */
export function naive2(values: Float64Array, season: number, horizon: number): Float64Array {
  const closed = closeGaps(values, season)
  const last = closed[closed.length - 1] as number
  if (!isSeasonal(closed, season)) return new Float64Array(horizon).fill(last)
  const kind = closed.every((value) => value > 0) ? 'multiplicative' : 'additive'
  const indices = seasonalIndices(closed, season, kind)
  const level = withoutSeason(closed, indices, kind)[closed.length - 1] as number
  return Float64Array.from({ length: horizon }, (_, step) => {
    const index = indices[(closed.length + step) % season] as number
    return kind === 'additive' ? level + index : level * index
  })
}
