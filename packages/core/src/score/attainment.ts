import type { Polarity } from '../quantity/kind.ts'

/** Rule K1: 1 at the target; NaN where the target is 0 and missed. `sign` is +1 where higher is better, else −1. */
export function attainment(actual: number, target: number, sign: 1 | -1): number {
  if (target === 0) return sign * actual >= 0 ? 1 : Number.NaN
  return 1 + (sign * (actual - target)) / Math.abs(target)
}

/** Rule K2: 1 inside the bounds, less outside. */
export function rangeAttainment(actual: number, low: number, high: number): number {
  if (actual >= low && actual <= high) return 1
  const bound = actual < low ? low : high
  const distance = actual < low ? low - actual : actual - high
  const scale = bound === 0 ? high - low : Math.abs(bound)
  return scale === 0 ? Number.NaN : 1 - distance / scale
}

/** Rule K3: the share of the way from the base to the goal. */
export function progress(actual: number, base: number, goal: number, sign: 1 | -1): number {
  if (goal === base) return sign * (actual - goal) >= 0 ? 1 : 0
  return (actual - base) / (goal - base)
}

/** Rule K3 for a range. */
export function rangeProgress(actual: number, base: number, low: number, high: number): number {
  const away = distanceTo(actual, low, high)
  const start = distanceTo(base, low, high)
  if (start === 0) return away === 0 ? 1 : 0
  return 1 - away / start
}

export function distanceTo(value: number, low: number, high: number): number {
  if (value < low) return low - value
  return value > high ? value - high : 0
}

/** Rule K4: the place on the scale, turned round where lower is better. */
export function performance(actual: number, min: number, max: number, sign: 1 | -1): number {
  if (min === max) return Number.NaN
  const share = (actual - min) / (max - min)
  return sign === 1 ? share : 1 - share
}

/** +1 where higher is better, −1 where lower is better, 0 for a range or where it is not stated. */
export function signOf(polarity: Polarity | undefined): 1 | -1 | 0 {
  if (polarity === 'higher') return 1
  return polarity === 'lower' ? -1 : 0
}

/** Rule K5. */
export function limitScore(score: number): number {
  return Math.min(1, Math.max(0, score))
}
