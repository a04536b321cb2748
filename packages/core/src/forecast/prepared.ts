/** A series ready for models: in a handy size, with what is needed to write results in its own size again. */
export type Prepared = {
  /** Value = centre + scale · prepared value; gaps are NaN. From the first value observed to the last. */
  readonly values: Float64Array
  readonly centre: number
  readonly scale: number
  /** Whether every value observed is above a billionth of the largest; prepared values then are, too. */
  readonly isPositive: boolean
  readonly isConstant: boolean
  /** How many values were observed. */
  readonly points: number
  /** Periods without a value before the first and after the last one observed. */
  readonly before: number
  readonly after: number
  /** Periods without a value in between. */
  readonly gaps: number
}

/**
 * Prepares values (NaN where there is none; infinities count as none). Positive series are divided by their largest
 * value; others are also centred at their first, so that adding a number to all of them changes nothing.
 */
export function prepare(values: ArrayLike<number>): Prepared {
  let first = -1
  let last = -1
  let points = 0
  let low = Infinity
  let high = -Infinity
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (!Number.isFinite(value)) continue
    if (first < 0) first = at
    last = at
    points++
    if (value < low) low = value
    if (value > high) high = value
  }
  if (points === 0) return nothing(values.length)
  // What is a billionth of another is as good as zero to whatever multiplies.
  const isPositive = low > 1e-9 * high
  const centre = isPositive ? 0 : (values[first] as number)
  const largest = isPositive ? high : Math.max(high / 2 - centre / 2, centre / 2 - low / 2)
  const isConstant = high / 2 - low / 2 <= 1e-13 * Math.max(Math.abs(high), Math.abs(low))
  const scale = largest > 0 ? largest : 1
  const ready = new Float64Array(last - first + 1)
  for (let at = first; at <= last; at++) {
    const value = values[at] as number
    // Halves, because the difference of two large numbers need not be a number.
    const off = isPositive ? value / scale : (value / 2 - centre / 2) / scale
    ready[at - first] = Number.isFinite(value) ? off : Number.NaN
  }
  return {
    values: ready,
    centre,
    scale: isPositive ? scale : 2 * scale,
    isPositive,
    isConstant,
    points,
    before: first,
    after: values.length - 1 - last,
    gaps: ready.length - points,
  }
}

function nothing(length: number): Prepared {
  return {
    values: new Float64Array(0),
    centre: 0,
    scale: 1,
    isPositive: false,
    isConstant: false,
    points: 0,
    before: length,
    after: 0,
    gaps: 0,
  }
}

/** A prepared value in the series' own size, kept within the range of numbers. */
export function restore({ centre, scale }: Prepared, value: number): number {
  const whole = centre + scale * value
  if (!Number.isNaN(whole)) return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, whole))
  return value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE
}
