import type { Track, TrackRequest } from './ensemble.ts'
import { trackEnsemble } from './ensemble.ts'

/** A track request that knows the length of its periods. */
export type SeriesRequest = TrackRequest & { readonly grain: 'day' | 'week' | 'other' }

/** The seasons that a grain may have beside the one told. */
const furtherSeasons = { day: [7], week: [52], other: [] } as const

/** How many times a candidate is tried, and the share of its error that a further season must save. */
const trials = 4
const worthwhile = 0.97

/**
 * The track of a series. Where a long history of days or weeks may have a season that nobody told, the candidates
 * forecast the last periods of it from before, several times, and the one with the least mean absolute error counts
 * (rolling origin: Tashman 2000); without a clear gain, the one told.
 */
export function trackSeries(request: SeriesRequest): Track {
  const { values, horizon, grain } = request
  const further = furtherSeasons[grain].filter(
    (season) => season !== request.season && values.length >= 3 * season + Math.min(horizon, season),
  )
  let season = request.season
  let least = further.length > 0 ? pastError(request, season) * worthwhile : 0
  for (const candidate of further) {
    const error = pastError(request, candidate)
    if (error < least) {
      least = error
      season = candidate
    }
  }
  return trackEnsemble({ ...request, season })
}

function pastError(request: SeriesRequest, season: number): number {
  const { values, horizon } = request
  let sum = 0
  let count = 0
  for (let trial = 1; trial <= trials; trial++) {
    const origin = values.length - trial * Math.min(horizon, Math.floor(values.length / (3 * trials)))
    const { mean } = trackEnsemble({ ...request, season, values: values.subarray(0, origin) })
    for (let step = 0; step < horizon && origin + step < values.length; step++) {
      const error = Math.abs((values[origin + step] as number) - (mean[step] as number))
      if (Number.isNaN(error)) continue
      sum += error
      count++
    }
  }
  return count > 0 ? sum / count : Infinity
}
