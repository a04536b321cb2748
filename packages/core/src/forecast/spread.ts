import type { Track } from './ensemble.ts'

/** How far values fall from forecasts: about t distributed, by step. */
export type Spread = {
  /** `level`: value − forecast; `ratio`: the logarithm of value over forecast. */
  readonly shape: 'level' | 'ratio'
  /** One for each step ahead, ≥ 0, never falling. */
  readonly scale: Float64Array
  readonly degrees: number
}

/** Parameters of a track that the data had to pay for, at the least. */
const parameters = 3

/**
 * The spread of forecasts from the errors that the same model made within the series, for every step ahead from every
 * origin. Few errors are there for far steps: they lean on a power of the step, fitted to all of them. Inflated for
 * the parameters fitted and for the length of the way.
 */
export function spreadOf(values: Float64Array, { mean, past }: Track, isPositive: boolean): Spread {
  const horizon = mean.length
  const count = values.length
  const warm = Math.min(Math.max(2, Math.floor(count / 6)), 24)
  const shape =
    isPositive && isProportional(values, past, horizon, warm) && mean.every((one) => one > 0)
      ? 'ratio'
      : 'level'
  const raw = new Float64Array(horizon)
  const seen = new Float64Array(horizon)
  for (let at = warm; at < count - 1; at++) {
    for (let step = 0; step < horizon && at + 1 + step < count; step++) {
      const value = values[at + 1 + step] as number
      const fitted = past[at * horizon + step] as number
      if (Number.isNaN(value)) continue
      const error = shape === 'ratio' ? Math.log(value / Math.max(fitted, value / 1000)) : value - fitted
      raw[step] = (raw[step] as number) + error * error
      seen[step] = (seen[step] as number) + 1
    }
  }
  for (let step = 0; step < horizon; step++) {
    raw[step] = (seen[step] as number) > 0 ? Math.sqrt((raw[step] as number) / (seen[step] as number)) : 0
  }
  const smooth = smoothed(raw, seen)
  const paid = Math.sqrt(count / Math.max(count - parameters, count / 2))
  const scale = smooth.map((value, step) => value * paid * hidden * (1 + (step + 1) / count))
  return { shape, scale, degrees: Math.max(4, count - parameters) }
}

/** What a fit hides of its errors beside the parameters, found on made series of every frequency. */
const hidden = 1.05

/** Errors one step ahead, for each value but the first ones, over the spread of the first step. */
export function oneStepErrors(
  values: Float64Array,
  { mean, past }: Track,
  { shape, scale }: Spread,
): Float64Array {
  const horizon = mean.length
  const width = scale[0] as number
  return values.map((value, at) => {
    if (at < 2 || Number.isNaN(value) || width === 0) return Number.NaN
    const fitted = past[(at - 1) * horizon] as number
    return (shape === 'ratio' ? Math.log(value / Math.max(fitted, value / 1000)) : value - fitted) / width
  })
}

/** Whether one-step errors are more even as shares of the forecast than as amounts: the more likely of two normals. */
function isProportional(values: Float64Array, past: Float64Array, horizon: number, warm: number): boolean {
  let amounts = 0
  let shares = 0
  let logs = 0
  let count = 0
  for (let at = warm; at < values.length - 1; at++) {
    const value = values[at + 1] as number
    const fitted = past[at * horizon] as number
    if (Number.isNaN(value)) continue
    if (!(fitted > 0)) return false
    amounts += (value - fitted) ** 2
    shares += ((value - fitted) / fitted) ** 2
    logs += Math.log(fitted)
    count++
  }
  return count > 0 && shares > 0 && count * Math.log(amounts / shares) > 2 * logs
}

/** Blends the errors seen at each step with the power of the step that fits them all, the more the fewer were seen. */
function smoothed(raw: Float64Array, seen: Float64Array): Float64Array {
  const first = raw[0] as number
  if (!(first > 0)) return raw.map((_, step) => Math.max(...raw.subarray(0, step + 1)))
  // A random walk grows with the root of the step: what is known before any error is seen.
  let above = 0.5 * 4
  let below = 4
  for (let step = 1; step < raw.length; step++) {
    const weight = Math.min(seen[step] as number, 30) / (step + 1)
    const length = Math.log(step + 1)
    if ((raw[step] as number) <= 0) continue
    above += weight * length * Math.log((raw[step] as number) / first)
    below += weight * length * length
  }
  const power = Math.min(1.2, Math.max(0, above / below))
  let largest = 0
  return raw.map((value, step) => {
    const fitted = first * (step + 1) ** power
    const share = value > 0 ? (seen[step] as number) / ((seen[step] as number) + 12) : 0
    const blended = share > 0 ? Math.exp(share * Math.log(value) + (1 - share) * Math.log(fitted)) : fitted
    largest = Math.max(largest, blended)
    return largest
  })
}
