import { closeGaps } from '../forecast/gaps.ts'
import { isSeasonal, seasonalIndices } from '../forecast/seasonality.ts'
import type { XmrChart } from './xmr.ts'
import { enoughForLimits, xmrChart } from './xmr.ts'

/** What a series shows: its chart, made of values less their season where there is one. */
export type SeriesReading = XmrChart & {
  /** What was taken out of each value; 0 without a season. */
  readonly season: Float64Array
  readonly isSeasonal: boolean
  /** Whether the limits of the last stretch rest on fewer than 20 values. */
  readonly isProvisional: boolean
}

/** Reads a series (NaN: no value) as signal or noise; undefined with fewer than 5 values. */
export function readSeries(values: Float64Array, season: number): SeriesReading | undefined {
  const known = values.map((value) => (Number.isFinite(value) ? value : Number.NaN))
  if (known.filter((value) => !Number.isNaN(value)).length < 5) return undefined
  const closed = closeGaps(known, season)
  const seasonal = isSeasonal(closed, season)
  const indices = seasonal ? seasonalIndices(closed, season, 'additive') : new Float64Array(1)
  const taken = known.map((_, at) => indices[at % indices.length] as number)
  const chart = xmrChart(known.map((value, at) => value - (taken[at] as number)))
  if (!chart) return undefined
  const last = chart.limits.at(-1)
  return {
    ...chart,
    season: taken,
    isSeasonal: seasonal,
    isProvisional: (last?.points ?? 0) < enoughForLimits,
  }
}

/** What a status means in the light of the usual variation. */
export type Meaning = 'noise' | 'signal'

/** Whether the value at an index is a signal by any rule, or lies within the usual variation: noise. */
export function meaningOf({ signals }: XmrChart, at: number): Meaning {
  return signals.some((signal) => signal.at === at) ? 'signal' : 'noise'
}
