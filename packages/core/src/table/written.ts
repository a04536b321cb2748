import { parseUnit, type Unit } from '../quantity/unit.ts'
import { assert } from '../text/assert.ts'

/** The number of a strategy file or a file of values that reads back as this stored value: `95%`, `1200000`. */
export function writtenValue(value: number, unit: Unit): string {
  if (unit.form === 'plain') return decimalText(value)
  for (let digits = 1; digits <= 17; digits++) {
    const written = Number((value * 100).toPrecision(digits))
    if (written / 100 === value) return `${decimalText(written)}${unit.form === 'percent' ? '%' : ' pp'}`
  }
  return decimalText(value * 100)
}

export function unitOf(name: string | undefined): Unit {
  const unit = parseUnit(name ?? 'number')
  assert(unit !== undefined, 'a unit that a measure of a table was given can be parsed')
  return unit
}

/** A double without an exponent. */
function decimalText(value: number): string {
  const short = String(value)
  const [, power] = short.split('e')
  if (power === undefined) return short
  if (Number(power) > 0) return BigInt(value).toString()
  return value.toFixed(Math.min(100, 17 - Number(power))).replace(/0+$/, '')
}
