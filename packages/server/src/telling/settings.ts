import type {
  Digest,
  NoticePreferences,
  NoticeSort,
  NoticeWay,
  QuietHours,
  ReminderRules,
} from '@keelson/core'
import { parseMinute, usualWays } from '@keelson/core'

export const languages = ['en', 'de', 'zh-Hans'] as const
export type Language = (typeof languages)[number]

/** Times of the day are texts such as 07:30. */
type Span = { readonly from: string; readonly to: string }
export type DigestSetting =
  | { readonly every: 'none' }
  | { readonly every: 'day'; readonly at: string }
  | { readonly every: 'week'; readonly weekday: number; readonly at: string }

/** What holds for whoever chose nothing, and when the organisation reminds of values. */
export type TellingRules = {
  readonly language: Language
  readonly reminders: {
    readonly graceDays: number
    readonly daysBefore: readonly number[]
    readonly daysAfter: readonly number[]
    /** Null: heads are never told. */
    readonly escalateAfterDays: number | null
    readonly at: string
  }
  readonly quiet: Span | null
  readonly digest: DigestSetting
  readonly ways: Readonly<Record<NoticeSort, NoticeWay>>
}

/** What a person chose. Null: as the organisation has it. */
export type OwnSettings = {
  readonly language: Language | null
  readonly timeZone: string | null
  readonly quiet: Span | null
  readonly digest: DigestSetting
  readonly ways: Readonly<Record<NoticeSort, NoticeWay>>
}

export const usualRules: TellingRules = {
  language: 'en',
  reminders: { graceDays: 5, daysBefore: [2], daysAfter: [0, 3], escalateAfterDays: 7, at: '09:00' },
  quiet: { from: '20:00', to: '07:00' },
  digest: { every: 'day', at: '08:00' },
  ways: usualWays,
}

/** The rules as kept; the usual ones where none were set. */
export function rulesIn(kept: string | undefined): TellingRules {
  return kept === undefined ? usualRules : (JSON.parse(kept) as TellingRules)
}

/** What a person chose, as kept; what holds without a choice where nothing was. */
export function settingsIn(kept: string | undefined, rules: TellingRules): OwnSettings {
  if (kept !== undefined) return JSON.parse(kept) as OwnSettings
  const { quiet, digest, ways } = rules
  return { language: null, timeZone: null, quiet, digest, ways }
}

/** The rules of reminders as core reads them. */
export function remindersIn({ reminders }: TellingRules): ReminderRules {
  const { escalateAfterDays, at, ...rest } = reminders
  return { ...rest, escalateAfterDays: escalateAfterDays ?? undefined, at: minuteOf(at) }
}

/** How and in which language a person is told. */
export type Reader = { readonly language: Language; readonly preferences: NoticePreferences }

/** What a person's settings come to where the organisation lives in a time zone. */
export function readerOf(own: OwnSettings, rules: TellingRules, organisationZone: string): Reader {
  return {
    language: own.language ?? rules.language,
    preferences: {
      timeZone: own.timeZone ?? organisationZone,
      quiet: quietOf(own.quiet),
      ways: own.ways,
      digest: digestOf(own.digest),
    },
  }
}

/** Quiet hours in minutes; undefined where there are none. */
export function quietOf(span: Span | null): QuietHours | undefined {
  return span ? { from: minuteOf(span.from), to: minuteOf(span.to) } : undefined
}

function digestOf(digest: DigestSetting): Digest {
  return digest.every === 'none' ? digest : { ...digest, at: minuteOf(digest.at) }
}

function minuteOf(text: string): number {
  return parseMinute(text) as number
}
