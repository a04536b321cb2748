import { RandomSource } from '@keelson/core'

/** A series of a kind that companies have, and what came after it. */
export type MadeSeries = {
  readonly kind: SeriesKind
  readonly history: Float64Array
  readonly future: Float64Array
}

export type SeriesKind = 'amount' | 'balance' | 'percentage' | 'count'

/** What is made for a grain: the season, the horizon judged, and the lengths of history. */
export type Frequency = {
  readonly name: 'monthly' | 'quarterly' | 'yearly' | 'weekly' | 'daily'
  readonly grain: 'day' | 'week' | 'other'
  readonly season: number
  readonly horizon: number
  readonly shortest: number
  readonly longest: number
  /** Size of what moves the level, and of what does not, as shares of it; the share of series with a season. */
  readonly drift: number
  readonly moves: number
  readonly noise: number
  readonly seasonal: number
}

export const frequencies: readonly Frequency[] = [
  {
    name: 'monthly',
    grain: 'other',
    season: 12,
    horizon: 18,
    shortest: 48,
    longest: 126,
    drift: 0.003,
    moves: 0.02,
    noise: 0.05,
    seasonal: 0.6,
  },
  {
    name: 'quarterly',
    grain: 'other',
    season: 4,
    horizon: 8,
    shortest: 16,
    longest: 64,
    drift: 0.008,
    moves: 0.03,
    noise: 0.025,
    seasonal: 0.5,
  },
  {
    name: 'yearly',
    grain: 'other',
    season: 1,
    horizon: 6,
    shortest: 14,
    longest: 40,
    drift: 0.04,
    moves: 0.045,
    noise: 0.03,
    seasonal: 0,
  },
  {
    name: 'weekly',
    grain: 'week',
    season: 52,
    horizon: 13,
    shortest: 80,
    longest: 420,
    drift: 0.001,
    moves: 0.025,
    noise: 0.05,
    seasonal: 0.6,
  },
  {
    name: 'daily',
    grain: 'day',
    season: 7,
    horizon: 14,
    shortest: 60,
    longest: 400,
    drift: 0.0003,
    moves: 0.01,
    noise: 0.1,
    seasonal: 0.8,
  },
]

/** The same seed makes the same series. */
export function makeSeries(frequency: Frequency, seed: number): MadeSeries {
  const source = new RandomSource(seed)
  const between = (low: number, high: number): number => low + source.next() * (high - low)
  const { horizon } = frequency
  const count = Math.floor(between(frequency.shortest, frequency.longest + 1)) + horizon
  const kind = kindOf(source.next())
  const index = makeIndex(frequency, count, source)
  const values = dress(kind, index, source)
  if (frequency.name === 'daily' && kind !== 'percentage') holidays(values, source)
  return { kind, history: values.slice(0, count - horizon), future: values.slice(count - horizon) }
}

function kindOf(chance: number): SeriesKind {
  if (chance < 0.74) return 'amount'
  if (chance < 0.83) return 'balance'
  return chance < 0.92 ? 'percentage' : 'count'
}

/** The course of a business about 1: growth that turns and slackens, shifts, a season that wanders, heavy tails. */
function makeIndex(frequency: Frequency, count: number, source: RandomSource): Float64Array {
  const { season, drift, moves, noise } = frequency
  const size = Math.exp(0.7 * source.normal())
  const isSeasonal = source.next() < frequency.seasonal
  const swing = isSeasonal ? 0.04 + 0.25 * source.next() ** 2 : 0
  const pattern = Float64Array.from({ length: season }, () => swing * source.normal())
  const waves = [source.normal(), source.normal()]
  const [hold, shifts] = [0.85 + 0.145 * source.next(), source.next() < 0.35 ? 1.2 / count : 0]
  const [ownMoves, ownNoise] = [
    moves * size * Math.exp(0.6 * source.normal()),
    noise * size * Math.exp(0.7 * source.normal()),
  ]
  const usual = drift * (0.5 + source.normal())
  let level = 0
  let slope = usual + drift * source.normal()
  return Float64Array.from({ length: count }, (_, at) => {
    slope = usual + hold * (slope - usual) + 0.3 * drift * source.normal()
    level += slope + ownMoves * heavy(source)
    if (source.next() < shifts) level += 6 * ownMoves * source.normal() + 0.1 * source.normal()
    const place = at % season
    if (isSeasonal) pattern[place] = (pattern[place] as number) + 0.08 * swing * source.normal()
    const year = (2 * Math.PI * at) / season
    const smooth = swing * ((waves[0] as number) * Math.sin(year) + (waves[1] as number) * Math.cos(year))
    const own = season > 1 ? smooth + (season > 24 ? 0.3 : 1) * (pattern[place] as number) : 0
    return Math.exp(Math.min(8, level + own + ownNoise * heavy(source)))
  })
}

/** Normal, but one in twenty is three times as far. */
function heavy(source: RandomSource): number {
  return source.normal() * (source.next() < 0.05 ? 3 : 1)
}

function dress(kind: SeriesKind, index: Float64Array, source: RandomSource): Float64Array {
  const size = 10 ** (1 + 4 * source.next())
  if (kind === 'amount') return index.map((one) => size * one)
  if (kind === 'balance') {
    const cost = 0.7 + 0.5 * source.next()
    return index.map((one) => size * (one - cost))
  }
  if (kind === 'percentage') {
    const usual = 4 * source.normal()
    return index.map((one) => 1 / (1 + Math.exp(-usual / 2 - 2 * Math.log(one))))
  }
  const usual = 1 + 30 * source.next() ** 2
  return index.map((one) => poisson(Math.min(usual * one, 500), source))
}

/** A count about `mean`, by the normal approximation above 30 (Knuth 1969 below). */
function poisson(mean: number, source: RandomSource): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * source.normal()))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = source.next(); product > limit; product *= source.next()) count++
  return count
}

/** Days without business. */
function holidays(values: Float64Array, source: RandomSource): void {
  for (let at = 0; at < values.length; at++) if (source.next() < 0.02) values[at] = 0
}
