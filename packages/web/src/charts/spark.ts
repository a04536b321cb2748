import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'

export type SparkShape = {
  readonly path: string
  readonly end: { readonly x: number; readonly y: number } | undefined
}

/** A word-sized line of values; gaps stay gaps. */
export function sparkOf(values: readonly (number | null)[], width: number, height: number): SparkShape {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return { path: '', end: undefined }
  const pad = 3
  const low = Math.min(...known)
  const high = Math.max(...known)
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [pad, width - pad])
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [height - pad, pad])
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => x(at))
    .y((value) => y(value as number))(values)
  const last = values.findLastIndex((value) => value !== null)
  return { path: path ?? '', end: { x: x(last), y: y(values[last] as number) } }
}
