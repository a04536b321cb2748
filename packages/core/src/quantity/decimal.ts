/** A finite double as the decimal it prints as: digits times ten to the power. */
type Decimal = { readonly digits: bigint; readonly power: number }

/** The sum of two doubles taken as the decimals they print as: 0.1 and 0.2 make 0.3. */
export function addExactly(a: number, b: number): number {
  const [left, right] = [decimalOf(a), decimalOf(b)]
  const power = Math.min(left.power, right.power)
  return toNumber({ digits: atPower(left, power) + atPower(right, power), power })
}

/** The product of two doubles taken as the decimals they print as: 1000000 by 1.15 is 1150000. */
export function multiplyExactly(a: number, b: number): number {
  const [left, right] = [decimalOf(a), decimalOf(b)]
  return toNumber({ digits: left.digits * right.digits, power: left.power + right.power })
}

/** A number changed by a percentage, exactly: 1000000 by 15 is 1150000. */
export function changeByPercent(value: number, percent: number): number {
  return addExactly(value, multiplyExactly(multiplyExactly(value, percent), 0.01))
}

function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), power: Number(exponent) - fraction.length }
}

function atPower({ digits, power }: Decimal, lower: number): bigint {
  return digits * 10n ** BigInt(power - lower)
}

function toNumber({ digits, power }: Decimal): number {
  return Number(`${digits}e${power}`)
}
