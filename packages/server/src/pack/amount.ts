const digits = 4
const formats = new Map<number, Intl.NumberFormat>()

/** How many decimals a number is shown with: four digits, those of the whole number among them, as on the screen. */
export function decimalsOf(value: number): number {
  const magnitude = Math.abs(value)
  if (magnitude === 0 || !Number.isFinite(magnitude)) return 0
  const whole = Math.floor(Math.log10(magnitude)) + 1
  const most = magnitude < 1 ? Math.min(12, digits - 1 - whole) : Math.min(3, Math.max(0, digits - whole))
  // Zeros at the end are not shown.
  const [, fraction = ''] = magnitude.toFixed(most).split('.')
  return fraction.replace(/0+$/, '').length
}

/** A number with its unit, thousands grouped, a true minus; an en dash for none. */
export function printAmount(value: number | null, unit: string, isSigned = false): string {
  if (value === null) return '–'
  const decimals = decimalsOf(value)
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    formats.set(decimals, format)
  }
  const sign = isSigned && value > 0 ? '+' : ''
  const text = sign + format.format(value).replace('-', '−')
  if (unit === '%') return `${text}%`
  return unit === '' || unit === '1' || unit === 'number' ? text : `${text} ${unit}`
}

/** The difference of two numbers of a unit: that of percentages is in points. */
export function printDifference(value: number | null, unit: string): string {
  return printAmount(value, unit === '%' ? 'pp' : unit, true)
}

/** A share of 1 in per cent. */
export function printShare(value: number | null, isSigned = false): string {
  // Less than what is shown is nothing, and no negative nothing.
  return printAmount(value === null ? null : Math.round(value * 1000) / 10 || 0, '%', isSigned)
}
