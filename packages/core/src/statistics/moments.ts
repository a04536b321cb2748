/** The mean of finite numbers; NaN of none. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at] as number
  return sum / values.length
}

/** The middle of sorted values, or the mean of the two in the middle; NaN of none. */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  if (sorted.length % 2 === 1) return sorted[half] as number
  return ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}

/** Autocorrelation at a lag of 1 or more about the mean; 0 where the values do not vary. */
export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  const mean = meanOf(values)
  let above = 0
  let below = 0
  for (let at = 0; at < values.length; at++) {
    const off = (values[at] as number) - mean
    below += off * off
    if (at >= lag) above += off * ((values[at - lag] as number) - mean)
  }
  return below > 0 ? above / below : 0
}
