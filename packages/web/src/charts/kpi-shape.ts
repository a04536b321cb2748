import type { KpiOutlook, KpiPoint } from '@keelson/server/answers'
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'

export type KpiShape = {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly bottom: number
  readonly actual: string
  readonly target: string
  readonly lastYear: string
  readonly points: readonly { readonly x: number; readonly y: number | undefined; readonly point: KpiPoint }[]
  readonly ticks: readonly { readonly y: number; readonly value: number }[]
  /** The forecast: a band for each share, the widest first, and the middle. */
  readonly fan: readonly { readonly share: number; readonly path: string }[]
  readonly ahead: string
  /** Natural limits, where no season has to be taken out first. */
  readonly limits: readonly {
    readonly x: number
    readonly width: number
    readonly top: number
    readonly bottom: number
    readonly centre: number
  }[]
  readonly labels: readonly { readonly x: number; readonly text: string }[]
}

const size = { height: 280, left: 64, right: 16, top: 12, bottom: 252 }

type Outlook = Pick<KpiOutlook, 'forecast' | 'limits' | 'isSeasonal'>

/**
 * Actual values as a line, targets as steps, the year before as a faint line, what is to be expected as a fan. The last
 * `shown` periods have their place; those before them are there for the year before alone.
 */
export function kpiShape(
  series: readonly KpiPoint[],
  shown: number,
  perYear: number,
  width: number,
  outlook?: Outlook,
): KpiShape {
  const { height, left, right, top, bottom } = size
  const from = Math.max(0, series.length - shown)
  const points = series.slice(from)
  const ahead = outlook?.forecast?.periods ?? []
  const before = points.map((_, at) => series[from + at - perYear]?.actual ?? null)
  const widest = ahead.flatMap(({ bands }) => bands.flatMap(({ low, high }) => [low, high]))
  const limits = outlook && !outlook.isSeasonal ? outlook.limits : []
  const values = [
    ...points.flatMap(({ actual, target, high }) => [actual, target, high]),
    ...before,
    ...widest,
    ...limits.flatMap(({ low, high }) => [low, high]),
  ].filter((value) => value !== null)
  const low = Math.min(...values)
  const high = Math.max(...values)
  const range = values.length === 0 ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high]
  const y = scaleLinear(range, [bottom - 8, top]).nice(5)
  const step = (width - left - right) / Math.max(1, points.length + ahead.length)
  const x = (at: number) => left + step * (at + 0.5)
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => x(at))
    .y((value) => y(value as number))
  const names = [...points, ...ahead].map(({ period }) => period)
  const every = Math.max(1, Math.ceil(names.length / Math.max(2, width / 95)))
  const last = points.findLastIndex(({ actual }) => actual !== null)
  const start = last < 0 ? null : (points[last]?.actual ?? null)
  return {
    width,
    height,
    left,
    bottom,
    actual: draw(points.map(({ actual }) => actual)) ?? '',
    target: points
      .map(({ target }, at) =>
        target === null ? '' : `M${left + step * at},${y(target)}H${left + step * (at + 1)}`,
      )
      .join(''),
    lastYear: draw(before) ?? '',
    fan: fanOf(ahead, last, start, x, y, points.length),
    ahead:
      ahead.length === 0 || start === null
        ? ''
        : (line<readonly [number, number]>()([
            [x(last), y(start)],
            ...ahead.flatMap(({ middle }, at) =>
              middle === null ? [] : [[x(points.length + at), y(middle)] as [number, number]],
            ),
          ]) ?? ''),
    limits: limits.flatMap((one) => {
      if (one.low === null || one.high === null || one.centre === null) return []
      const first = Math.max(
        0,
        points.findIndex(({ period }) => period === one.from),
      )
      const end = points.findIndex(({ period }) => period === one.to)
      if (end < 0) return []
      const x1 = left + step * first
      return [
        {
          x: x1,
          width: left + step * (end + 1) - x1,
          top: y(one.high),
          bottom: y(one.low),
          centre: y(one.centre),
        },
      ]
    }),
    points: points.map((point, at) => ({
      x: x(at),
      y: point.actual === null ? undefined : y(point.actual),
      point,
    })),
    ticks: y.ticks(5).map((value) => ({ y: y(value), value })),
    labels: names.flatMap((text, at) => ((names.length - 1 - at) % every === 0 ? [{ x: x(at), text }] : [])),
  }
}

type Ahead = NonNullable<Outlook['forecast']>['periods']

/** Bands that open from the last value. */
function fanOf(
  ahead: Ahead,
  last: number,
  start: number | null,
  x: (at: number) => number,
  y: (value: number) => number,
  first: number,
): KpiShape['fan'] {
  const shares = ahead[0]?.bands.map(({ share }) => share) ?? []
  return shares
    .map((share, index) => {
      const edges = ahead.flatMap(({ bands }, at) => {
        const { low = null, high = null } = bands[index] ?? {}
        return low === null || high === null ? [] : [{ x: x(first + at), low: y(low), high: y(high) }]
      })
      const own = start === null ? edges : [{ x: x(last), low: y(start), high: y(start) }, ...edges]
      const path = area<(typeof own)[number]>()
        .x((one) => one.x)
        .y0((one) => one.low)
        .y1((one) => one.high)(own)
      return { share, path: path ?? '' }
    })
    .toReversed()
}

const periods: Readonly<Record<string, number>> = { week: 52, month: 12, quarter: 4, half: 2, year: 1 }

/** How many periods of a grain a year has, for the line of the year before; 12 for one that is not drawn so. */
export function perYear(grain: string): number {
  return periods[grain] ?? 12
}
