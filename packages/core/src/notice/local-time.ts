import { civil, type Day, dayOf } from '../time/day.ts'

/** A time of the local day in minutes after midnight, 0 to 1439. */
export type Minute = number

const form = /^([01]\d|2[0-3]):([0-5]\d)$/

/** Reads `07:30`; undefined where the text is no time of the day. */
export function parseMinute(text: string): Minute | undefined {
  const [, hours, minutes] = form.exec(text) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

/** Prints a time as `07:30`. */
export function printMinute(minute: Minute): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

/**
 * The instant of a local time, in milliseconds since 1970 UTC. A time that daylight saving leaves out moves forward by
 * what is left out; of one that comes twice, the first (rule W1).
 */
export function instantOf(day: Day, minute: Minute, timeZone: string): number {
  return zonedOf(day, minute, timeZone, 'compatible').epochMilliseconds
}

/** The same for a time that comes twice: the second. */
export function lastInstantOf(day: Day, minute: Minute, timeZone: string): number {
  return zonedOf(day, minute, timeZone, 'later').epochMilliseconds
}

/** The local day and the time of the day at an instant in milliseconds since 1970 UTC. */
export function localOf(instant: number, timeZone: string): { readonly day: Day; readonly minute: Minute } {
  const { year, month, day, hour, minute } = zonedAt(instant, timeZone)
  return { day: dayOf(year, month, day), minute: hour * 60 + minute }
}

/** The next instant at which the clocks of a time zone are changed; undefined where none is known. */
export function nextChange(instant: number, timeZone: string): number | undefined {
  return zonedAt(instant, timeZone).getTimeZoneTransition('next')?.epochMilliseconds
}

function zonedAt(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
}

function zonedOf(
  at: Day,
  minute: Minute,
  timeZone: string,
  disambiguation: 'compatible' | 'later',
): Temporal.ZonedDateTime {
  const { year, month, day } = civil(at)
  return new Temporal.PlainDateTime(year, month, day, Math.floor(minute / 60), minute % 60).toZonedDateTime(
    timeZone,
    { disambiguation },
  )
}
