import { locale } from './words.ts'

type Shape = {
  /** Significant digits beyond whole numbers. */
  readonly digits?: number
  readonly isSigned?: boolean
  /** Thousands and millions shortened. */
  readonly isShort?: boolean
}

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale()} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale(), options)
    formats.set(key, format)
  }
  return format
}

const isCurrency = (unit: string) => /^[A-Z]{3}$/.test(unit)

/** A number with its unit, as the language writes it, with a true minus; an en dash where there is none. */
export function formatAmount(value: number | null | undefined, unit: string, shape: Shape = {}): string {
  if (value === null || value === undefined) return '–'
  const number = { ...decimalsOf(value, shape), ...signOf(shape), ...shortOf(value, shape) }
  if (unit === '%') return trueMinus(formatOf({ ...number, style: 'unit', unit: 'percent' }).format(value))
  if (isCurrency(unit))
    return trueMinus(
      formatOf({ ...number, style: 'currency', currency: unit, currencyDisplay: 'code' }).format(value),
    )
  const text = trueMinus(formatOf(number).format(value))
  return unit === '' || unit === '1' ? text : `${text}\u00a0${unit}`
}

/** A number without its unit. */
export function formatNumber(value: number | null | undefined, shape: Shape = {}): string {
  return formatAmount(value, '', shape)
}

/** A share of 1 in per cent. */
export function formatShare(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined) return '–'
  return trueMinus(formatOf({ style: 'percent', maximumFractionDigits: digits }).format(value))
}

/** The difference of two numbers of a unit: that of percentages is in points. */
export function formatDifference(value: number | null | undefined, unit: string, shape: Shape = {}): string {
  return formatAmount(value, unit === '%' ? 'pp' : unit, { isSigned: true, ...shape })
}

function decimalsOf(value: number, { digits = 4 }: Shape): Intl.NumberFormatOptions {
  const magnitude = Math.abs(value)
  if (magnitude > 0 && magnitude < 1) return { maximumSignificantDigits: Math.max(1, digits - 1) }
  const whole = magnitude < 1 ? 1 : Math.floor(Math.log10(magnitude)) + 1
  return { minimumFractionDigits: 0, maximumFractionDigits: Math.min(3, Math.max(0, digits - whole)) }
}

function signOf({ isSigned }: Shape): Intl.NumberFormatOptions {
  return isSigned ? { signDisplay: 'exceptZero' } : {}
}

function shortOf(value: number, { isShort }: Shape): Intl.NumberFormatOptions {
  return isShort && Math.abs(value) >= 100_000 ? { notation: 'compact', maximumFractionDigits: 2 } : {}
}

function trueMinus(text: string): string {
  return text.replace('-', '−')
}

/** A day such as 2026-10-31, as the language writes it. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** A moment, as the language writes it, in the zone of the browser. */
export function formatMoment(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  )
}

/** The month of a day such as 2026-10-31, short, with its year. */
export function formatMonth(day: string): string {
  return new Intl.DateTimeFormat(locale(), { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** The time of day, in the zone of the browser. */
export function formatTime(moment: Date): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(moment)
}
