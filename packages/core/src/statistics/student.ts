import { incompleteBeta } from './beta.ts'
import { logGamma } from './gamma.ts'
import { normalQuantile } from './normal.ts'

/** The distribution function of Student's t with `degrees` > 0 of freedom (Abramowitz and Stegun 1964, 26.7.1). */
export function studentCdf(t: number, degrees: number): number {
  if (Number.isNaN(t)) return Number.NaN
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0
  const tail = 0.5 * incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  return t > 0 ? 1 - tail : tail
}

/** The density of Student's t with `degrees` of freedom. */
export function studentDensity(t: number, degrees: number): number {
  const front = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * Math.log(degrees * Math.PI)
  return Math.exp(front - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees))
}

/**
 * The quantile of Student's t for 0 < p < 1 and `degrees` ≥ 1: a bracket about the normal quantile, halved or stepped
 * into by Newton's rule until it stands still.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0
  if (p < 0.5) return -studentQuantile(1 - p, degrees)
  if (!(p < 1)) return p === 1 ? Infinity : Number.NaN
  let low = 0
  let high = Math.max(1, normalQuantile(p))
  while (studentCdf(high, degrees) < p && high < 1e150) high *= 2
  let t = Math.min(high, Math.max(low, normalQuantile(p)))
  for (let step = 0; step < 200; step++) {
    const off = studentCdf(t, degrees) - p
    if (off > 0) high = t
    else low = t
    const newton = t - off / studentDensity(t, degrees)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - t) <= 1e-14 * Math.max(1, Math.abs(t))) return next
    t = next
  }
  return t
}

const found = new WeakMap<Float64Array, Map<number, Float64Array>>()

/** The quantiles at chances that nobody writes on: found once for each number of degrees, and not to be written on. */
export function studentQuantiles(chances: Float64Array, degrees: number): Float64Array {
  const known = found.get(chances) ?? new Map<number, Float64Array>()
  found.set(chances, known)
  const quantiles = known.get(degrees) ?? chances.map((p) => studentQuantile(p, degrees))
  known.set(degrees, quantiles)
  return quantiles
}
