const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** The month, 1 to 12, of an English name or its first three letters (`sept` too); undefined for any other word. */
export function monthOf(key: string | undefined): number | undefined {
  if (key === undefined || key.length < 3) return undefined
  const index = months.findIndex((month) => month === key || month.slice(0, 3) === key)
  if (index >= 0) return index + 1
  return key === 'sept' ? 9 : undefined
}

export function isMonth(key: string | undefined): boolean {
  return monthOf(key) !== undefined
}
