/** A cell of CSV (RFC 4180). A text that a spreadsheet would run as a formula gets a quote before it (OWASP, CSV injection). */
export function safeCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r\0]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
