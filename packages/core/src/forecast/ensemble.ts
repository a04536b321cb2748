import { nameOfForm, rankEts } from './ets.ts'
import { projectEts, runEts } from './ets-filter.ts'
import { closeGaps } from './gaps.ts'
import type { SeasonKind } from './seasonality.ts'
import { isSeasonal, seasonalIndices, withoutSeason } from './seasonality.ts'
import { fitTheta, projectTheta, runTheta } from './theta.ts'

/** Point forecasts of a series from its end, and those it would have made, with the same parameters, before. */
export type Track = {
  readonly mean: Float64Array
  /** Forecasts made after each value, `horizon` numbers for each. */
  readonly past: Float64Array
  readonly method: string
}

/** How a track is made: from values without gaps at their ends, positive ones alone for what multiplies. */
export type TrackRequest = {
  readonly values: Float64Array
  readonly season: number
  readonly horizon: number
  readonly isPositive: boolean
}

/** The longest season that exponential smoothing carries as states of its own. */
const longestState = 24

/** The mean of Theta and exponential smoothing, each with the season where the test finds one. */
export function trackEnsemble(request: TrackRequest): Track {
  const { values, season } = request
  const closed = closeGaps(values, season)
  const seasonal = isSeasonal(closed, season)
  const isLong = season > longestState
  const kind: SeasonKind = request.isPositive ? 'multiplicative' : 'additive'
  const indices = seasonal ? seasonalIndices(closed, season, kind, true) : undefined
  const isUsable = indices?.every((index) => kind === 'additive' || index > 0.01) ?? false
  const apart = isUsable && indices ? { indices, kind } : undefined
  const theta = withSeason(request, closed, apart, trackTheta)
  const smoothing =
    apart && isLong
      ? withSeason(request, values, apart, (plain) => trackEts({ ...plain, season: 1 }, false))
      : trackEts(request, seasonal)
  return smoothing ? meanTrack(theta, smoothing) : theta
}

type Apart = { readonly indices: Float64Array; readonly kind: SeasonKind }

/** A track of the values less their season, with the season put back. */
function withSeason<T extends Track | undefined>(
  request: TrackRequest,
  values: Float64Array,
  apart: Apart | undefined,
  track: (plain: TrackRequest) => T,
): T {
  if (!apart) return track({ ...request, values })
  const { indices, kind } = apart
  const { horizon, season } = request
  const made = track({ ...request, values: withoutSeason(values, indices, kind) })
  if (!made) return made
  const put = (forecasts: Float64Array, first: number): void => {
    for (let step = 0; step < horizon; step++) {
      const index = indices[(first + step) % season] as number
      const plain = forecasts[step] as number
      forecasts[step] = kind === 'additive' ? plain + index : plain * index
    }
  }
  put(made.mean, values.length)
  for (let at = 0; at < values.length; at++) {
    put(made.past.subarray(at * horizon, (at + 1) * horizon), at + 1)
  }
  return made
}

/** The dynamic optimised theta model, on values without gaps and season. */
function trackTheta({ values, horizon }: TrackRequest): Track {
  const model = fitTheta(values)
  const past = new Float64Array(values.length * horizon)
  runTheta(values, model, (at, state) => {
    projectTheta(state, model, past.subarray(at * horizon, (at + 1) * horizon))
  })
  return { mean: past.slice((values.length - 1) * horizon), past, method: 'Theta' }
}

/** Models worse by more than this have no say. */
const farthest = 8

/**
 * The mean of the smoothing models near the best, weighted by how little worse their criterion is (Kolassa 2011, with
 * half the weight on the difference: criteria of short series are noisy). Named after the best.
 */
function trackEts({ values, season, horizon }: TrackRequest, seasonal: boolean): Track | undefined {
  const models = rankEts(values, closeGaps(values, season), season, seasonal)
  const [best] = models
  if (!best) return undefined
  const near = models.filter(({ aicc }) => aicc - best.aicc <= farthest)
  const weights = near.map(({ aicc }) => Math.exp((best.aicc - aicc) / 4))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const past = new Float64Array(values.length * horizon)
  const own = new Float64Array(horizon)
  for (const [place, { form, smoothing, start }] of near.entries()) {
    const share = (weights[place] as number) / whole
    const state = { ...start, season: start.season.slice() }
    runEts(values, form, smoothing, state, { squares: 0, logs: 0, count: 0 }, (at, level, trend) => {
      const next = (at + 1) % state.season.length
      projectEts(form, smoothing.phi, level, trend, state.season, next, own)
      for (let step = 0; step < horizon; step++)
        past[at * horizon + step] = (past[at * horizon + step] as number) + share * (own[step] as number)
    })
  }
  return { mean: past.slice((values.length - 1) * horizon), past, method: `ETS(${nameOfForm(best.form)})` }
}

/** The mean of two tracks. */
export function meanTrack(one: Track, other: Track): Track {
  const middle = (value: number, at: number, of: Float64Array): number => (value + (of[at] as number)) / 2
  return {
    mean: one.mean.map((value, at) => middle(value, at, other.mean)),
    past: one.past.map((value, at) => middle(value, at, other.past)),
    method: `mean of ${one.method} and ${other.method}`,
  }
}
