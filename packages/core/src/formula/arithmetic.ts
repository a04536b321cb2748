/** Rounds half away from zero to 0 to 12 digits. */
export function roundTo(value: number, digits: number): number {
  const scale = 10 ** digits
  const rounded = Math.floor(Math.abs(value) * scale + 0.5) / scale
  return value < 0 ? -rounded : rounded
}
