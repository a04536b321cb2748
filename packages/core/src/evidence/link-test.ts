import { closeGaps } from '../forecast/gaps.ts'
import { autocorrelation, meanOf } from '../statistics/moments.ts'
import { regress } from '../statistics/regression.ts'
import { studentCdf, studentQuantile } from '../statistics/student.ts'
import { changes, isLevel } from './stationary.ts'

/** A stated link: more of `from` is followed, `lag` periods later, by more (1) or less (−1) of `to`. */
export type LinkRequest = {
  readonly from: ArrayLike<number>
  readonly to: ArrayLike<number>
  readonly sign: 1 | -1
  readonly lag: number
  /** Periods of a season; 1 for none. */
  readonly season: number
}

/** What one link's data show, before the map as a whole is judged. */
export type LinkTest = {
  /** One-sided, for the best of the lags tried, times their number; NaN where there are too few periods. */
  readonly p: number
  /** Periods in which both have a value; and how many independent ones they are worth. */
  readonly points: number
  readonly effectivePoints: number
  /** The lag that fitted best, of those within 1 of the stated one. */
  readonly lag: number
  /** Change of `to` that goes with one more unit of `from`, all else that was taken out being equal; 95 % interval. */
  readonly effect: number
  readonly low: number
  readonly high: number
  /** Whether period-to-period changes were compared instead of values. */
  readonly differenced: boolean
}

/** Fewer common periods than this are insufficient. */
export const leastCommonPoints = 24

/**
 * Tests a link: both series differenced where one of them does not keep to a level; `to` regressed on `from` at the
 * stated lag and one to each side, beside the own past of both, and the season; a one-sided t test of each,
 * Bonferroni's correction over the lags. Periods in which one has no value are left out.
 */
export function testLink(request: LinkRequest): LinkTest {
  const { sign } = request
  const { from, to } = common(request)
  let points = 0
  for (let at = 0; at < from.length; at++)
    if (!Number.isNaN((from[at] as number) + (to[at] as number))) points++
  if (points < leastCommonPoints) return nothing(points, request.lag)
  const closed = [closeGaps(from, request.season), closeGaps(to, request.season)]
  const differenced = closed.some((values) => !isLevel(withoutPlaces(values, request.season)))
  const [x, y] = differenced ? [changes(from), changes(to)] : [from, to]
  const lags = [request.lag - 1, request.lag, request.lag + 1].filter((lag) => lag >= 0)
  let best: LinkTest | undefined
  for (const lag of lags) {
    const fit = fitLag(x, y, lag, request.season)
    if (!fit) continue
    const t = (sign * fit.effect) / fit.error
    const p = Math.min(1, lags.length * (1 - studentCdf(t, fit.degrees)))
    if (best && p >= best.p) continue
    const reach = studentQuantile(0.975, fit.degrees) * fit.error
    best = {
      p,
      points,
      effectivePoints: effective(x, y, points),
      lag,
      effect: fit.effect,
      low: fit.effect - reach,
      high: fit.effect + reach,
      differenced,
    }
  }
  return best ?? nothing(points, request.lag)
}

function nothing(points: number, lag: number): LinkTest {
  const none = Number.NaN
  return {
    p: none,
    points,
    effectivePoints: points,
    lag,
    effect: none,
    low: none,
    high: none,
    differenced: false,
  }
}

/** Both series over their common length, counted from the end, each in units of its own spread. */
function common({ from, to }: LinkRequest): { readonly from: Float64Array; readonly to: Float64Array } {
  const length = Math.min(from.length, to.length)
  const cut = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length }, (_, at) => {
      const value = values[values.length - length + at] as number
      return Number.isFinite(value) ? value : Number.NaN
    })
  return { from: cut(from), to: cut(to) }
}

function withoutPlaces(values: Float64Array, season: number): Float64Array {
  if (season < 2 || values.length < 2 * season) return values
  const means = Array.from({ length: season }, (_, place) =>
    meanOf(values.filter((_, at) => at % season === place)),
  )
  return values.map((value, at) => value - (means[at % season] as number))
}

type LagFit = { readonly effect: number; readonly error: number; readonly degrees: number }

/** The coefficient of x at a lag beside the own past of both and the season. */
function fitLag(x: Float64Array, y: Float64Array, lag: number, season: number): LagFit | undefined {
  const own = y.length < 40 ? 1 : 2
  const rows: number[] = []
  for (let at = Math.max(own, lag + 1); at < y.length; at++) {
    let sum = (x[at - lag] as number) + (x[at - lag - 1] as number)
    for (let back = 0; back <= own; back++) sum += y[at - back] as number
    if (!Number.isNaN(sum)) rows.push(at)
  }
  const column = (of: (at: number) => number): Float64Array => Float64Array.from(rows, of)
  const columns = [
    column((at) => x[at - lag] as number),
    column(() => 1),
    column((at) => x[at - lag - 1] as number),
  ]
  for (let back = 1; back <= own; back++) columns.push(column((at) => y[at - back] as number))
  for (const wave of waves(season, rows.length)) columns.push(column(wave))
  const fit = regress(
    column((at) => y[at] as number),
    columns,
  )
  const [effect, error] = [fit?.coefficients[0], fit?.errors[0]]
  if (!fit || effect === undefined || error === undefined || !(error > 0)) return undefined
  return { effect, error, degrees: fit.degrees }
}

/** Waves of a season, each a sine and a cosine: as many as a fifth of the rows can bear, at most all of them. */
function waves(season: number, rows: number): ((at: number) => number)[] {
  const count = season < 2 ? 0 : Math.min(Math.floor(season / 2), Math.max(1, Math.floor(rows / 10)))
  return Array.from({ length: count }, (_, wave) => (2 * Math.PI * (wave + 1)) / season).flatMap(
    (turn, wave) => {
      const cosine = (at: number): number => Math.cos(turn * at)
      // The sine of half a turn is 0 in every period.
      return 2 * (wave + 1) === season ? [cosine] : [(at: number): number => Math.sin(turn * at), cosine]
    },
  )
}

/** Points that two series are worth together, by their first autocorrelations (Bartlett 1935). */
function effective(x: Float64Array, y: Float64Array, points: number): number {
  const product = autocorrelation(closeGaps(x, 1), 1) * autocorrelation(closeGaps(y, 1), 1)
  return Math.max(2, Math.min(points, Math.round((points * (1 - product)) / (1 + product))))
}
