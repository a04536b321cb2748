import type { Day } from '../time/day.ts'
import { instantOf, localOf, type Minute } from './local-time.ts'
import type { QuietHours } from './quiet-hours.ts'
import { afterQuiet } from './quiet-hours.ts'

/** When somebody is told of everything together. Weekdays as ISO 8601 counts them: 1 is Monday. */
export type Digest =
  | { readonly every: 'none' }
  | { readonly every: 'day'; readonly at: Minute }
  | { readonly every: 'week'; readonly weekday: number; readonly at: Minute }

/** A digest: the local day that it is of, which is its name, and the instant at which it goes out. */
export type DigestSlot = { readonly day: Day; readonly at: number }

/** Where a person is, and when they are not to be disturbed. */
export type Place = { readonly timeZone: string; readonly quiet: QuietHours | undefined }

/** The first digest that is planned after an instant, in milliseconds since 1970 UTC (rules W3 and W4). */
export function nextDigest(
  digest: Digest,
  { timeZone, quiet }: Place,
  instant: number,
): DigestSlot | undefined {
  if (digest.every === 'none') return undefined
  const { day: today } = localOf(instant, timeZone)
  for (let day = today; ; day++) {
    if (digest.every === 'week' && weekdayOf(day) !== digest.weekday) continue
    const planned = instantOf(day, digest.at, timeZone)
    if (planned > instant) return { day, at: afterQuiet(planned, quiet, timeZone) }
  }
}

/** The weekday of a day: 1 is Monday, 7 Sunday. */
function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1
}
