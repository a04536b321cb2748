import { autocorrelation } from '../statistics/moments.ts'

/**
 * Whether values without gaps repeat with a season, at the 90 % level: the autocorrelation at the season lies beyond
 * 1.645 standard errors by Bartlett's formula. The test of the M competitions (Fiorucci and others 2016); it asks for
 * three whole seasons.
 */
export function isSeasonal(values: Float64Array, season: number): boolean {
  if (season < 2 || values.length < 3 * season) return false
  let squares = 0
  for (let lag = 1; lag < season; lag++) squares += autocorrelation(values, lag) ** 2
  return Math.abs(autocorrelation(values, season)) > 1.645 * Math.sqrt((1 + 2 * squares) / values.length)
}

/** How a season acts: added to the level, or multiplied by it. */
export type SeasonKind = 'additive' | 'multiplicative'

/**
 * The indices of a season from values without gaps, two whole seasons or more, by place in the season counted from the
 * first value. Classical decomposition: the ratio to (difference from) the centred moving average, averaged by place
 * (Makridakis, Wheelwright and Hyndman 1998, ch. 3). Mean 1 (0). With `shrink` they are drawn towards that mean by the
 * share of noise in them (James and Stein 1961, as Miller and Williams 2003 use it).
 */
export function seasonalIndices(
  values: Float64Array,
  season: number,
  kind: SeasonKind,
  shrink = false,
): Float64Array {
  const trend = centredAverage(values, season)
  const sums = new Float64Array(season)
  const squares = new Float64Array(season)
  const counts = new Float64Array(season)
  for (let at = 0; at < values.length; at++) {
    const middle = trend[at] as number
    if (Number.isNaN(middle) || (kind === 'multiplicative' && middle <= 0)) continue
    const index = kind === 'additive' ? (values[at] as number) - middle : (values[at] as number) / middle
    const place = at % season
    sums[place] = (sums[place] as number) + index
    squares[place] = (squares[place] as number) + index * index
    counts[place] = (counts[place] as number) + 1
  }
  const neutral = kind === 'additive' ? 0 : 1
  const indices = sums.map((sum, place) =>
    (counts[place] as number) > 0 ? sum / (counts[place] as number) : neutral,
  )
  const mean = indices.reduce((sum, index) => sum + index, 0) / season
  for (let place = 0; place < season; place++) {
    const index = indices[place] as number
    indices[place] = kind === 'additive' ? index - mean : mean > 0 ? index / mean : 1
  }
  return shrink ? drawn(indices, { sums, squares, counts }, neutral) : indices
}

type Spread = { readonly sums: Float64Array; readonly squares: Float64Array; readonly counts: Float64Array }

function drawn(indices: Float64Array, { sums, squares, counts }: Spread, neutral: number): Float64Array {
  const season = indices.length
  let noise = 0
  let freedom = 0
  let observed = 0
  for (let place = 0; place < season; place++) {
    const count = counts[place] as number
    if (count < 1) continue
    noise += (squares[place] as number) - (sums[place] as number) ** 2 / count
    freedom += count - 1
    observed += count
  }
  if (freedom < 1 || season < 4) return indices
  const ofIndex = ((noise / freedom) * season) / observed
  const signal = indices.reduce((sum, index) => sum + (index - neutral) ** 2, 0)
  const share = signal > 0 ? Math.min(1, Math.max(0, ((season - 3) * ofIndex) / signal)) : 0
  return indices.map((index) => neutral + (1 - share) * (index - neutral))
}

/** NaN where half a season is not there on both sides. */
function centredAverage(values: Float64Array, season: number): Float64Array {
  const averages = new Float64Array(values.length).fill(Number.NaN)
  const half = season >> 1
  for (let at = half; at < values.length - half; at++) {
    let sum = 0
    for (let off = -half; off <= half; off++) sum += values[at + off] as number
    if (season % 2 === 0) sum -= ((values[at - half] as number) + (values[at + half] as number)) / 2
    averages[at] = sum / season
  }
  return averages
}

/** Values less their season, in a new array; the first value has the first place in the season. */
export function withoutSeason(values: Float64Array, indices: Float64Array, kind: SeasonKind): Float64Array {
  return values.map((value, at) => {
    const index = indices[at % indices.length] as number
    return kind === 'additive' ? value - index : value / index
  })
}
