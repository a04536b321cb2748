import type {
  CalendarFeed,
  ChatChannel,
  CheckInLink,
  Inbox,
  Notice,
  Preferences,
  Sending,
  Telling,
} from '@keelson/server/answers'
import { queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'
import type { MessageId } from './words.ts'
import { locale } from './words.ts'

export type Sort = Notice['sort']
export type Ways = Telling['ways']
export type Quiet = Telling['quiet']
export type Digest = Telling['digest']

/** What each sort of notice is called where one chooses how it comes. */
export const sortWords: Readonly<Record<Sort, MessageId>> = {
  'check-in-due': 'telling.checkInDue',
  'check-in-late': 'telling.checkInLate',
  'offer-waits': 'telling.offerWaits',
  'agreement-stale': 'telling.agreementStale',
  mentioned: 'telling.mentioned',
  'action-due': 'telling.actionDue',
  'review-soon': 'telling.reviewSoon',
  'finding-new': 'telling.findingNew',
}
export const sorts = Object.keys(sortWords) as Sort[]

export const stateWords: Readonly<Record<Sending['state'], MessageId>> = {
  waiting: 'telling.waiting',
  claimed: 'telling.sending',
  sending: 'telling.sending',
  sent: 'telling.sent',
  failed: 'telling.failed',
  unsure: 'telling.unsure',
  dropped: 'telling.dropped',
}

/** The notices of who asks, in the language spoken. */
export const inboxQuery = (organisation: string, all: boolean, limit: number) => {
  const address = addressOf(organisation, '/inbox', { language: locale(), all, limit })
  return queryOptions({
    queryKey: ['of', organisation, 'inbox', address],
    queryFn: ({ signal }) => ask<Inbox>(address, { signal }),
  })
}

function of<Answer>(organisation: string, path: string) {
  return queryOptions({
    queryKey: ['of', organisation, path],
    queryFn: ({ signal }) => ask<Answer>(addressOf(organisation, path), { signal }),
  })
}

export const preferencesQuery = (organisation: string) => of<Preferences>(organisation, '/me/preferences')
export const feedsQuery = (organisation: string) => of<CalendarFeed[]>(organisation, '/me/calendar')
export const tellingQuery = (organisation: string) => of<Telling>(organisation, '/telling')
export const channelsQuery = (organisation: string) => of<ChatChannel[]>(organisation, '/telling/channels')
export const sendingsQuery = (organisation: string) => of<Sending[]>(organisation, '/telling/sendings')

/** What the link of a reminder asks for. */
export const checkInLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['check-in-link', token],
    queryFn: ({ signal }) => ask<CheckInLink>(`/check-in-links/${encodeURIComponent(token)}`, { signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The weekdays in the language spoken, Monday first, numbered as ISO 8601 does. */
export function weekdays(): readonly { readonly id: string; readonly name: string }[] {
  const format = new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' })
  // 5 January 1970 was a Monday.
  return Array.from({ length: 7 }, (_, index) => ({
    id: String(index + 1),
    name: format.format((4 + index) * 86_400_000),
  }))
}

/** Days written with commas; undefined where one is no whole number up to 60. */
export function readDays(text: string): number[] | undefined {
  const days = text
    .split(/[,，\s]+/)
    .filter((one) => one !== '')
    .map(Number)
  return days.every((one) => Number.isInteger(one) && one >= 0 && one <= 60) && days.length <= 10
    ? days
    : undefined
}
