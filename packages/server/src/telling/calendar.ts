/** Something in a calendar: a whole day, or a moment. */
export type CalendarEntry = {
  /** Stays the same while it is the same entry. */
  readonly id: string
  readonly when: { readonly day: string } | { readonly at: Date }
  readonly summary: string
  readonly description: string
  readonly url: string | undefined
}

const lineOctets = 75

/**
 * A calendar as RFC 5545 has it. Days have no time zone and moments are in UTC, so that no definition of a time zone is
 * needed and every client shows them by its own clock.
 */
export function printCalendar(name: string, entries: readonly CalendarEntry[], at: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Keelson//Keelson//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap((entry) => printEntry(entry, at)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function printEntry({ id, when, summary, description, url }: CalendarEntry, at: Date): readonly string[] {
  const start = 'day' in when ? `;VALUE=DATE:${when.day.replaceAll('-', '')}` : `:${utc(when.at)}`
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(id)}`,
    `DTSTAMP:${utc(at)}`,
    `DTSTART${start}`,
    `SUMMARY:${escaped(summary)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
    ...(url === undefined ? [] : [`URL:${url}`]),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

function utc(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (one) => `\\${one}`)
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** Lines are at most 75 octets long; what is longer goes on after a break and a space, never within a character. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > lineOctets) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}
