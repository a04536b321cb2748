/**
 * Rounds to 0 to 12 digits, half away from zero, by the digits a person sees: 1.005 to two digits is 1.01, though the
 * stored double lies a hair below. A result of zero has no sign.
 */
export function roundTo(value: number, digits: number): number {
  const size = Math.abs(value)
  const scale = 10 ** digits
  const scaled = size * scale
  // From here on a double has no digits left to round away; NaN takes this way too.
  if (!(scaled < 2 ** 53)) return value
  const fraction = scaled - Math.floor(scaled)
  const isNearTie = Math.abs(fraction - 0.5) <= scaled * 2 ** -50
  const rounded = (isNearTie ? Math.round(shift(size, digits)) : Math.round(scaled)) / scale
  return value < 0 && rounded !== 0 ? -rounded : rounded
}

/** Moves the decimal point of the written number, which multiplying would not do exactly. */
function shift(size: number, digits: number): number {
  const [mantissa, exponent] = String(size).split('e')
  return Number(`${mantissa}e${Number(exponent ?? 0) + digits}`)
}
