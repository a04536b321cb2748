import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'

type Point = { readonly lastDay: string; readonly actual: number | null }
export type Overlaid = { readonly name: string; readonly unit: string; readonly series: readonly Point[] }

export type Panel = {
  readonly top: number
  readonly bottom: number
  readonly ticks: readonly { readonly y: number; readonly value: number }[]
  /** Which of the two lines it holds. */
  readonly lines: readonly { readonly of: 0 | 1; readonly path: string }[]
}
export type OverlayShape = {
  /** Whether both are shown as 100 at their common beginning; else each has a panel of its own scale. */
  readonly isIndexed: boolean
  readonly panels: readonly Panel[]
  readonly labels: readonly { readonly x: number; readonly day: string }[]
}

const margin = { right: 12, top: 10, bottom: 24, between: 16 }
const dayMs = 86_400_000
const dayOf = (text: string) => Date.parse(text) / dayMs

/**
 * Two series on one axis of time: as indices of 100 at the first period that both have, which asks for positive values;
 * otherwise one above the other, each on its own scale, since two scales on one panel mislead.
 */
export function overlayShape(
  both: readonly [Overlaid, Overlaid],
  width: number,
  height: number,
  /** For the numbers beside the lines. */
  left = 52,
): OverlayShape {
  const known = both.map(({ series }) =>
    series.flatMap(({ lastDay, actual }) =>
      actual === null ? [] : [{ day: dayOf(lastDay), value: actual }],
    ),
  )
  const begin = Math.max(...known.map((points) => points[0]?.day ?? Number.POSITIVE_INFINITY))
  const common = known.map((points) => points.filter(({ day }) => day >= begin))
  const isIndexed = common.every((points) => points.length > 0 && points.every(({ value }) => value > 0))
  const shown = isIndexed
    ? common.map((points) =>
        points.map(({ day, value }) => ({ day, value: (100 * value) / (points[0]?.value ?? 1) })),
      )
    : known
  const days = shown.flat().map(({ day }) => day)
  const x = scaleLinear(days.length === 0 ? [0, 1] : [Math.min(...days), Math.max(...days)], [
    left,
    width - margin.right,
  ])
  const floor = height - margin.bottom
  const middle = (margin.top + floor) / 2
  const rooms: readonly (readonly [number, number, readonly (0 | 1)[]])[] = isIndexed
    ? [[margin.top, floor, [0, 1]]]
    : [
        [margin.top, middle - margin.between / 2, [0]],
        [middle + margin.between / 2, floor, [1]],
      ]
  const draw = (points: readonly { day: number; value: number }[], y: (value: number) => number) =>
    line<{ day: number; value: number }>()
      .x(({ day }) => x(day))
      .y(({ value }) => y(value))([...points]) ?? ''
  return {
    isIndexed,
    panels: rooms.map(([top, bottom, own]) => {
      const values = own.flatMap((of) => (shown[of] ?? []).map(({ value }) => value))
      const low = Math.min(...values)
      const high = Math.max(...values)
      const range = values.length === 0 ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high]
      const y = scaleLinear(range, [bottom, top]).nice(4)
      return {
        top,
        bottom,
        ticks: y.ticks(isIndexed ? 4 : 2).map((value) => ({ y: y(value), value })),
        lines: own.map((of) => ({ of, path: draw(shown[of] ?? [], y) })),
      }
    }),
    labels: labelsOf(both[0].series, x, left, width),
  }
}

function labelsOf(series: readonly Point[], x: (day: number) => number, left: number, width: number) {
  const every = Math.max(1, Math.ceil(series.length / Math.max(2, width / 120)))
  return series.flatMap(({ lastDay }, at) => {
    const place = x(dayOf(lastDay))
    const isIn = place >= left && place <= width - margin.right
    return (series.length - 1 - at) % every === 0 && isIn ? [{ x: place, day: lastDay }] : []
  })
}
