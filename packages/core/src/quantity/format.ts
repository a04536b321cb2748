import type { Unit } from './unit.ts'
import { point } from './unit.ts'

/**
 * A stored number as people read it, with its unit: `85.7 %`, `1,150,000 EUR`, `90.5 day`. At most `digits`
 * significant digits after whole numbers; whole numbers are never rounded. NaN is `n/a`.
 */
export function formatAmount(value: number, unit: Unit, digits = 4): string {
  const number = formatNumber(unit.form === 'plain' ? value : value * 100, digits)
  return unit.dimension === '1' && unit.form === 'plain' ? number : `${number} ${unit.name}`
}

/** The difference of two stored numbers: that of two percentages is in points. */
export function formatDifference(value: number, unit: Unit): string {
  return formatAmount(value, unit.form === 'percent' ? point : unit)
}

/** A number with thousands grouped and a true minus. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'n/a'
  const magnitude = Math.abs(value)
  const whole = magnitude < 1 ? 0 : Math.floor(Math.log10(magnitude)) + 1
  const decimals = Math.min(10, Math.max(0, digits - whole))
  const [integer = '0', fraction = ''] = magnitude
    .toFixed(magnitude < 1 ? smallDecimals(magnitude, digits) : decimals)
    .split('.')
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ',')
  const trimmed = fraction.replace(/0+$/, '')
  const text = trimmed === '' ? grouped : `${grouped}.${trimmed}`
  return value < 0 && text !== '0' ? `−${text}` : text
}

/** Decimals that show `digits` significant ones of a number below 1. */
function smallDecimals(magnitude: number, digits: number): number {
  if (magnitude === 0) return 0
  return Math.min(12, digits - 1 - Math.floor(Math.log10(magnitude)))
}
