import type { KpiPoint } from '@keelson/server/answers'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'

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
  readonly labels: readonly { readonly x: number; readonly text: string }[]
}

const size = { width: 760, height: 280, left: 64, right: 16, top: 12, bottom: 252 }

/**
 * Actual values as a line, targets as steps, the year before as a faint line. The last `shown` periods have their place;
 * those before them are there for the year before alone.
 */
export function kpiShape(series: readonly KpiPoint[], shown: number, perYear: number): KpiShape {
  const { width, height, left, right, top, bottom } = size
  const from = Math.max(0, series.length - shown)
  const points = series.slice(from)
  const before = points.map((_, at) => series[from + at - perYear]?.actual ?? null)
  const values = [...points.flatMap(({ actual, target, high }) => [actual, target, high]), ...before].filter(
    (value) => value !== null,
  )
  const low = Math.min(...values)
  const high = Math.max(...values)
  const y = scaleLinear(values.length === 0 ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high], [
    bottom - 8,
    top,
  ]).nice(5)
  const step = (width - left - right) / Math.max(1, points.length)
  const x = (at: number) => left + step * (at + 0.5)
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => x(at))
    .y((value) => y(value as number))
  const every = Math.max(1, Math.ceil(points.length / 8))
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
    points: points.map((point, at) => ({
      x: x(at),
      y: point.actual === null ? undefined : y(point.actual),
      point,
    })),
    ticks: y.ticks(5).map((value) => ({ y: y(value), value })),
    labels: points.flatMap(({ period }, at) =>
      (points.length - 1 - at) % every === 0 ? [{ x: x(at), text: period }] : [],
    ),
  }
}
