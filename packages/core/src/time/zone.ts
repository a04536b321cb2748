import { civil, type Day, dayOf } from './day.ts'

/** Whether the text names an IANA time zone that this runtime knows, such as `Europe/Berlin` or `UTC`. */
export function isTimeZone(text: string): boolean {
  // Offsets such as +02:00 are refused: they know no daylight saving, and an organisation lives in a place.
  if (!/^[a-z]/i.test(text)) return false
  try {
    new Temporal.ZonedDateTime(0n, text)
    return true
  } catch {
    return false
  }
}

/**
 * The local day on which an instant falls, in an IANA time zone.
 * The instant is an ISO text with an offset or Z, or milliseconds since 1970-01-01T00:00Z; others throw a RangeError.
 */
export function dayIn(timeZone: string, instant: string | number): Day {
  const moment =
    typeof instant === 'number'
      ? Temporal.Instant.fromEpochMilliseconds(instant)
      : Temporal.Instant.from(instant)
  const local = moment.toZonedDateTimeISO(timeZone)
  return dayOf(local.year, local.month, local.day)
}

/**
 * The instant at which a local day ends, as ISO text in UTC: the first instant of the day after it.
 * A day that a time zone skipped ends where the day before it ends.
 */
export function endOfDay(day: Day, timeZone: string): string {
  const next = civil(day + 1)
  const date = new Temporal.PlainDate(next.year, next.month, next.day)
  return date.toZonedDateTime({ timeZone }).toInstant().toString()
}
