/** What the format of a cell makes of its number. */
export type Shown = 'number' | 'date' | 'percent'

const builtInDates = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

/** What a number format makes of a number: by its id where it is built in (ECMA-376, 18.8.30), else by its code. */
export function shownBy(id: number, code: string | undefined): Shown {
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent'
    return builtInDates.some(([first, last]) => id >= first && id <= last) ? 'date' : 'number'
  }
  // Quoted text, escaped signs, colours, conditions and languages are no part of the pattern.
  const pattern = code.replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?/g, '').toLowerCase()
  if (pattern.includes('%')) return 'percent'
  return /[ymdhs]/.test(pattern.replace(/general/g, '')) ? 'date' : 'number'
}

const dayMs = 86_400_000
const epoch1900 = Date.UTC(1899, 11, 30)
const epoch1904 = Date.UTC(1904, 0, 1)
const lastSerial = 2_958_465

/**
 * The date of a serial number, with its time of day where it has one; undefined where it is none. Days of 1900 before
 * 29 February, which that year did not have and the numbering has, count one more.
 */
export function dateOf(serial: number, is1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 1 || serial > lastSerial) return undefined
  const days = Math.floor(serial)
  if (!is1904 && days === 60) return undefined
  const shift = !is1904 && days < 60 ? 1 : 0
  const at = new Date(
    (is1904 ? epoch1904 : epoch1900) + (days + shift) * dayMs + Math.round((serial - days) * 86_400) * 1000,
  )
  const text = at.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 16)
}
