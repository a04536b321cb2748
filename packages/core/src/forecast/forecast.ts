import { studentCdf, studentQuantile, studentQuantiles } from '../statistics/student.ts'
import type { Bounds, Scale } from './bounds.ts'
import { scaleFor } from './bounds.ts'
import type { Track } from './ensemble.ts'
import type { Prepared } from './prepared.ts'
import { prepare, restore } from './prepared.ts'
import type { Spread } from './spread.ts'
import { oneStepErrors, spreadOf } from './spread.ts'
import { trackSeries } from './track.ts'

/** What is asked: values from the oldest, NaN where there is none. */
export type ForecastRequest = {
  readonly values: ArrayLike<number>
  /** Periods of a season: 12 for months of a year, 4 for quarters, 7 for days of a week; 1 for none. */
  readonly season: number
  /** How many periods after the last of `values`. */
  readonly horizon: number
  /** The length of a period, where it is known: long histories of weeks and days are tried for further seasons. */
  readonly grain?: 'day' | 'week' | 'other'
  /** Where values cannot lie beyond: a percentage, a count. */
  readonly bounds?: Bounds
  /** Fewer values than this are refused; 8 by default. */
  readonly least?: number
}

/** A distribution for each of the next periods. */
export type Forecast = {
  readonly kind: 'forecast'
  /** The middle of each distribution, in the series' own unit. */
  readonly mean: Float64Array
  readonly method: string
  /** How many values were observed. */
  readonly points: number
  readonly gaps: number
  /** How wide the distribution of each period is, in a measure of its own: to be compared between periods only. */
  readonly widths: Float64Array
  /** Errors one step ahead within the series, about 1 in size; the last belongs to the last value observed; NaN: none. */
  readonly errors: Float64Array
  /** The value that period `step` (from 0) stays below with chance p, 0 < p < 1. */
  readonly quantile: (step: number, p: number) => number
  /** The same for many chances at once. */
  readonly quantiles: (step: number, chances: Float64Array) => Float64Array
  /** The chance, 0 to 1, that the value of period `step` is at most `value`. */
  readonly chanceBelow: (step: number, value: number) => number
}

/** Why there is no forecast. */
export type Refused = {
  readonly kind: 'refused'
  readonly reason: 'too-short' | 'mostly-missing'
  readonly message: string
}

/** The fewest values that are forecast from, unless told otherwise. */
export const leastPoints = 8

/**
 * Forecasts a series: the mean of Theta and exponential smoothing, with intervals from the errors of the same models
 * within the series (docs/forecasts.md; rules P1 to P9 of SPEC.md). Refused, with the reason, where too little is known.
 */
export function forecast(request: ForecastRequest): Forecast | Refused {
  const { values, horizon, least = leastPoints } = request
  const scale = scaleFor(request.bounds, values)
  const prepared = prepare(scale.forth(values))
  const refused = refuse(prepared, least)
  if (refused) return refused
  if (prepared.isConstant) return constant(prepared, horizon, scale)
  const ahead = horizon + prepared.after
  const ready = prepared.values
  const isPositive = prepared.isPositive && !scale.isTransformed
  const track = trackSeries({
    values: ready,
    season: request.season,
    horizon: ahead,
    isPositive,
    grain: request.grain ?? 'other',
  })
  const sound = withinReason(ready, track)
  return describe(prepared, sound, spreadOf(ready, sound, isPositive), scale)
}

function refuse({ points, gaps }: Prepared, least: number): Refused | undefined {
  if (points < least) {
    const message = `${points} ${points === 1 ? 'value is' : 'values are'} too few for a forecast; it takes ${least}.`
    return { kind: 'refused', reason: 'too-short', message }
  }
  if (gaps > points) {
    const message = `Of ${points + gaps} periods ${gaps} have no value; a forecast takes values for half of them.`
    return { kind: 'refused', reason: 'mostly-missing', message }
  }
  return undefined
}

function constant(prepared: Prepared, horizon: number, scale: Scale): Forecast {
  const value = scale.back(restore(prepared, prepared.values[0] as number))
  return {
    kind: 'forecast',
    mean: new Float64Array(horizon).fill(value),
    method: 'constant',
    points: prepared.points,
    gaps: prepared.gaps,
    widths: new Float64Array(horizon),
    errors: new Float64Array(0),
    quantile: () => value,
    quantiles: (_step, chances) => chances.map(() => value),
    chanceBelow: (_step, limit) => (limit >= value ? 1 : 0),
  }
}

/** No further beyond what was ever seen than the range of it, and as much again for each length of the history. */
function withinReason(values: Float64Array, track: Track): Track {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const range = high - low
  const horizon = track.mean.length
  const hold = (value: number, step: number): number => {
    const reach = range * (1 + (1.5 * (step + 1)) / values.length)
    return Math.min(high + reach, Math.max(low - reach, value))
  }
  return {
    ...track,
    mean: track.mean.map(hold),
    past: track.past.map((value, at) => hold(value, at % horizon)),
  }
}

function describe(prepared: Prepared, track: Track, spread: Spread, scale: Scale): Forecast {
  const { after } = prepared
  const { degrees } = spread
  const at = (step: number, t: number): number => {
    const middle = track.mean[step + after] as number
    const off = t * (spread.scale[step + after] as number)
    const value = spread.shape === 'ratio' ? middle * Math.exp(off) : middle + off
    return scale.back(restore(prepared, value))
  }
  return {
    kind: 'forecast',
    mean: Float64Array.from({ length: track.mean.length - after }, (_, step) => at(step, 0)),
    method: track.method,
    points: prepared.points,
    gaps: prepared.gaps,
    widths: spread.scale.slice(after),
    errors: oneStepErrors(prepared.values, track, spread),
    quantile: (step, p) => at(step, studentQuantile(p, degrees)),
    quantiles: (step, chances) => studentQuantiles(chances, degrees).map((t) => at(step, t)),
    chanceBelow: (step, limit) => {
      if (limit < scale.low) return 0
      if (limit >= scale.high) return 1
      const middle = track.mean[step + after] as number
      const width = spread.scale[step + after] as number
      const there = (scale.forthOne(limit) - prepared.centre) / prepared.scale
      if (width === 0) return there >= middle ? 1 : 0
      if (spread.shape === 'level') return studentCdf((there - middle) / width, degrees)
      return there > 0 ? studentCdf(Math.log(there / middle) / width, degrees) : 0
    },
  }
}

/** The bounds of the interval that holds a value with chance `share`: one pair for each period. */
export function interval(
  { mean, quantile }: Forecast,
  share: number,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const tail = (1 - share) / 2
  return {
    low: mean.map((_, step) => quantile(step, tail)),
    high: mean.map((_, step) => quantile(step, 1 - tail)),
  }
}
