import type { Digest, DigestSlot, Place } from './digest.ts'
import { nextDigest } from './digest.ts'
import { afterQuiet } from './quiet-hours.ts'

/** What people are told of. */
export const noticeSorts = [
  'check-in-due',
  'check-in-late',
  'offer-waits',
  'agreement-stale',
  'mentioned',
  'action-due',
  'review-soon',
  'finding-new',
] as const

export type NoticeSort = (typeof noticeSorts)[number]

/** How a notice reaches a person, beside the inbox in which every notice stands. */
export type NoticeWay = 'at-once' | 'digest' | 'inbox'

/** How a person wants to be told. */
export type NoticePreferences = Place & {
  readonly ways: Readonly<Record<NoticeSort, NoticeWay>>
  readonly digest: Digest
}

/** When a notice is mailed: by itself at an instant in ms since 1970 UTC, or in a digest. */
export type Mailing =
  | { readonly kind: 'alone'; readonly at: number }
  | ({ readonly kind: 'digest' } & DigestSlot)

/** When a notice of a sort that arises at an instant is mailed; undefined: not at all (rule W8). */
export function mailingOf(
  preferences: NoticePreferences,
  sort: NoticeSort,
  instant: number,
): Mailing | undefined {
  const { ways, digest, timeZone, quiet } = preferences
  if (ways[sort] === 'at-once') return { kind: 'alone', at: afterQuiet(instant, quiet, timeZone) }
  if (ways[sort] === 'inbox') return undefined
  const slot = nextDigest(digest, preferences, instant)
  return slot && { kind: 'digest', ...slot }
}

/** How people are told who have said nothing: what waits for them at once, what was found in a digest. */
export const usualWays: Readonly<Record<NoticeSort, NoticeWay>> = {
  'check-in-due': 'at-once',
  'check-in-late': 'at-once',
  'offer-waits': 'at-once',
  'agreement-stale': 'digest',
  mentioned: 'at-once',
  'action-due': 'at-once',
  'review-soon': 'digest',
  'finding-new': 'digest',
}
