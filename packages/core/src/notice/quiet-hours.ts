import { instantOf, lastInstantOf, localOf, type Minute, nextChange } from './local-time.ts'

/** From when until when, by the local clock, nobody is to be disturbed; `to` itself is not quiet. */
export type QuietHours = { readonly from: Minute; readonly to: Minute }

/** Whether an instant, in milliseconds since 1970 UTC, lies in quiet hours (rule W2). */
export function isQuiet(instant: number, quiet: QuietHours | undefined, timeZone: string): boolean {
  if (!quiet || quiet.from === quiet.to) return false
  const { minute } = localOf(instant, timeZone)
  return quiet.from < quiet.to
    ? minute >= quiet.from && minute < quiet.to
    : minute >= quiet.from || minute < quiet.to
}

/** The instant itself, or the end of the quiet hours in which it lies: the first after it that is not quiet (rule W2). */
export function afterQuiet(instant: number, quiet: QuietHours | undefined, timeZone: string): number {
  if (!quiet || !isQuiet(instant, quiet, timeZone)) return instant
  const { day } = localOf(instant, timeZone)
  // Quiet ends where the local clock reaches `to`, or where it is changed past it.
  const ends = [day, day + 1].flatMap((one) => [
    instantOf(one, quiet.to, timeZone),
    lastInstantOf(one, quiet.to, timeZone),
  ])
  const changed = nextChange(instant, timeZone)
  const found = [...ends, ...(changed === undefined ? [] : [changed])]
    .filter((one) => one > instant && !isQuiet(one, quiet, timeZone))
    .sort((a, b) => a - b)
  return found[0] as number
}
