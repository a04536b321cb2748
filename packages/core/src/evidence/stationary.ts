import { meanOf } from '../statistics/moments.ts'

/**
 * Exceeded by about a quarter of series that do keep to a level. The usual 5 % (0.463) overlooks drifts in short series,
 * which makes false discoveries; to difference without need costs next to no power.
 */
const limit = 0.2

/**
 * Whether values, without gaps, keep to one level: the test of Kwiatkowski, Phillips, Schmidt and Shin 1992,
 * with a Bartlett window of 4·(n/100)^¼ lags. True where nothing varies.
 */
export function isLevel(values: ArrayLike<number>): boolean {
  const count = values.length
  const mean = meanOf(values)
  const off = Float64Array.from(values, (value) => value - mean)
  const lags = Math.floor(4 * (count / 100) ** 0.25)
  let variance = 0
  for (let lag = 0; lag <= lags; lag++) {
    let sum = 0
    for (let at = lag; at < count; at++) sum += (off[at] as number) * (off[at - lag] as number)
    variance += lag === 0 ? sum : 2 * (1 - lag / (lags + 1)) * sum
  }
  let walked = 0
  let squares = 0
  for (const one of off) {
    walked += one
    squares += walked * walked
  }
  return !(variance > 0) || squares / (count * variance) <= limit
}

/** Changes from each value to the next; NaN beside a gap. */
export function changes(values: Float64Array): Float64Array {
  return Float64Array.from(
    { length: values.length - 1 },
    (_, at) => (values[at + 1] as number) - (values[at] as number),
  )
}
