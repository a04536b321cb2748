/** Limits that values cannot pass, in the series' own unit. */
export type Bounds = { readonly low?: number; readonly high?: number }

type Limits = { readonly low: number; readonly high: number }

/** A scale on which values know no bounds, and the way back. Both ways rise. */
export type Scale = {
  readonly isTransformed: boolean
  readonly low: number
  readonly high: number
  readonly forth: (values: ArrayLike<number>) => ArrayLike<number>
  readonly forthOne: (value: number) => number
  readonly back: (value: number) => number
}

/**
 * The scale for bounded values: none without bounds; the square root above a single lower bound (below a single upper
 * one), which evens out the variance of counts (Bartlett 1936); the logit between two, drawn in by half a value in the
 * length of the series, so that values may lie on the bounds (Smithson and Verkuilen 2006). A value beyond a bound is
 * taken as the bound.
 */
export function scaleFor(bounds: Bounds | undefined, values: ArrayLike<number>): Scale {
  const { low, high } = bounds ?? {}
  const limits = { low: low ?? -Infinity, high: high ?? Infinity }
  if (low !== undefined && high !== undefined) return logitScale(limits, values.length)
  if (low !== undefined) {
    return transformed(
      limits,
      (value) => Math.sqrt(Math.max(0, value - low)),
      (root) => low + Math.max(0, root) ** 2,
    )
  }
  if (high !== undefined) {
    return transformed(
      limits,
      (value) => -Math.sqrt(Math.max(0, high - value)),
      (root) => high - Math.min(0, root) ** 2,
    )
  }
  return {
    isTransformed: false,
    ...limits,
    forth: (all) => all,
    forthOne: (value) => value,
    back: (value) => value,
  }
}

function logitScale(limits: Limits, count: number): Scale {
  const { low, high } = limits
  const inner = (count - 1) / count
  return transformed(
    limits,
    (value) => {
      const share = Math.min(1, Math.max(0, (value - low) / (high - low)))
      const drawn = share * inner + 0.5 / count
      return Math.log(drawn / (1 - drawn))
    },
    (odds) => {
      const share = (1 / (1 + Math.exp(-odds)) - 0.5 / count) / inner
      return low + (high - low) * Math.min(1, Math.max(0, share))
    },
  )
}

function transformed(
  limits: Limits,
  forthOne: (value: number) => number,
  back: (value: number) => number,
): Scale {
  return {
    isTransformed: true,
    ...limits,
    forth: (values) => Float64Array.from(values, forthOne),
    forthOne,
    back: (value) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, back(value))),
  }
}
