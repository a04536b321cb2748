/** JSON as RFC 8785 orders it, written for the verifier alone: it shares nothing with what writes events. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const table = value as Readonly<Record<string, unknown>>
    const keys = Object.keys(table).toSorted((a, b) => (a < b ? -1 : 1))
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(table[key])}`).join(',')}}`
  }
  return JSON.stringify(value)
}
