import type { Unit } from '../quantity/unit.ts'
import { writeStored } from '../quantity/unit.ts'

/** A stored number as strategy files have it: `2000`, `2.85%`, `5 pp`. */
export function writtenAmount(value: number, unit: Unit): number | string {
  const text = writeStored(value, unit)
  if (unit.form === 'percent') return `${text}%`
  return unit.form === 'point' ? `${text} pp` : Number(text)
}

/** The next number with three digits that is at least (or, with `isDown`, at most) a value. */
export function rounded(value: number, isDown = false): number {
  if (value === 0 || !Number.isFinite(value)) return value
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2)
  const steps = value / step
  const nearest = Math.round(steps)
  // A number that has three digits already stays.
  if (Math.abs(steps - nearest) < 1e-9) return Number((nearest * step).toPrecision(12))
  return Number(((isDown ? Math.floor(steps) : Math.ceil(steps)) * step).toPrecision(12))
}
