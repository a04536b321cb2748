import { noticeSorts } from '@keelson/core'
import Type from 'typebox'
import { languages } from '../telling/settings.ts'
import { DayText, Instant, Maybe, MaybeText, Slug, Uuid } from './common.ts'

const closed = { additionalProperties: false }
const Time = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'By the local clock: 07:30',
})
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Days = Type.Array(Type.Integer({ minimum: 0, maximum: 60 }), { maxItems: 10 })

export const LanguageWord = Type.Enum([...languages])
export const SortWord = Type.Enum([...noticeSorts])
const WayWord = Type.Enum(['at-once', 'digest', 'inbox'], {
  description: 'By a mail of its own, in a digest, or in the inbox only, in which every notice stands',
})
const Ways = Type.Object(
  {
    'check-in-due': WayWord,
    'check-in-late': WayWord,
    'offer-waits': WayWord,
    'agreement-stale': WayWord,
    mentioned: WayWord,
    'action-due': WayWord,
    'review-soon': WayWord,
    'finding-new': WayWord,
  },
  closed,
)
const Quiet = orNull(Type.Object({ from: Time, to: Time }, closed))
const DigestSetting = Type.Union([
  Type.Object({ every: Type.Literal('none') }, closed),
  Type.Object({ every: Type.Literal('day'), at: Time }, closed),
  Type.Object(
    { every: Type.Literal('week'), weekday: Type.Integer({ minimum: 1, maximum: 7 }), at: Time },
    closed,
  ),
])

export const Preferences = Type.Object(
  {
    language: orNull(LanguageWord),
    timeZone: Type.Union([Type.String({ maxLength: 60 }), Type.Null()], {
      description: 'An IANA time zone; null: that of the organisation',
    }),
    quiet: Quiet,
    digest: DigestSetting,
    ways: Ways,
  },
  closed,
)
export const PreferencesAnswer = Type.Object({
  ...Preferences.properties,
  organisationLanguage: LanguageWord,
  organisationTimeZone: Type.String(),
  hasMail: Type.Boolean({ description: 'Whether this server sends mail' }),
})

const rules = {
  language: LanguageWord,
  reminders: Type.Object(
    {
      graceDays: Type.Integer({ minimum: 0, maximum: 60 }),
      daysBefore: Days,
      daysAfter: Days,
      escalateAfterDays: orNull(Type.Integer({ minimum: 0, maximum: 60 })),
      at: Time,
    },
    closed,
  ),
  quiet: Quiet,
  digest: DigestSetting,
  ways: Ways,
}
export const TellingBody = Type.Object(rules, closed)
export const Telling = Type.Object({
  ...rules,
  hasMail: Type.Boolean({ description: 'Whether this server sends mail' }),
  mayChange: Type.Boolean(),
})

export const Notice = Type.Object({
  id: Uuid,
  sort: SortWord,
  subject: Type.String(),
  title: Type.String(),
  detail: Type.String(),
  address: Type.String({ description: 'Within the application, after the organisation' }),
  at: Instant,
  isRead: Type.Boolean(),
  isOver: Type.Boolean({ description: 'Whether what it is about is over' }),
})
export const InboxQuery = Type.Object(
  {
    language: Type.Optional(LanguageWord),
    all: Type.Optional(Type.Boolean({ description: 'With what is over' })),
    before: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
)
export const Inbox = Type.Object({
  unread: Type.Integer(),
  notices: Type.Array(Notice),
  next: Type.Union([Uuid, Type.Null()], { description: 'What to ask the next page with, as before' }),
})
export const ReadBody = Type.Object(
  {
    ids: Type.Optional(Type.Array(Uuid, { minItems: 1, maxItems: 200, description: 'Without them: all' })),
  },
  closed,
)
export const Unread = Type.Object({ unread: Type.Integer() })

export const TestBody = Type.Object(
  {
    channel: Type.Optional(
      Type.String({ format: 'uuid', description: 'A chat channel; without it a mail to yourself' }),
    ),
  },
  closed,
)
export const TestAnswer = Type.Object({ isSent: Type.Boolean(), fault: MaybeText })

export const ChannelParams = Type.Object({ organisation: Slug, channel: Uuid }, closed)
const Sorts = Type.Array(SortWord, { minItems: 1, maxItems: noticeSorts.length, uniqueItems: true })
const ChannelName = Type.String({ minLength: 1, maxLength: 100 })
const FormatWord = Type.Enum(['slack', 'teams'])
export const ChannelBody = Type.Object(
  {
    name: ChannelName,
    format: FormatWord,
    url: Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'Its incoming webhook; it is not shown again',
    }),
    sorts: Sorts,
  },
  closed,
)
export const ChannelChange = Type.Object({ name: ChannelName, sorts: Sorts }, closed)
export const ChatChannel = Type.Object({
  id: Uuid,
  name: Type.String(),
  format: FormatWord,
  host: Type.String(),
  sorts: Sorts,
  createdAt: Instant,
})

export const Sending = Type.Object({
  id: Uuid,
  kind: Type.Enum(['notice', 'digest', 'chat']),
  to: Type.String({ description: 'A person or a chat channel' }),
  state: Type.Enum(['waiting', 'claimed', 'sending', 'sent', 'failed', 'unsure', 'dropped'], {
    description: 'unsure: it may have arrived, and is not sent again',
  }),
  attempts: Type.Integer(),
  at: Instant,
  fault: MaybeText,
})

export const FeedParams = Type.Object({ organisation: Slug, feed: Uuid }, closed)
export const CalendarFeed = Type.Object({ id: Uuid, createdAt: Instant })
export const NewCalendarFeed = Type.Object({
  ...CalendarFeed.properties,
  path: Type.String({
    description: 'Shown this once: what a calendar subscribes to, after the address of the server',
  }),
})
export const CalendarQuery = Type.Object(
  { feed: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) },
  closed,
)

export const LinkParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) }, closed)
export const LinkAnswer = Type.Object({
  organisation: Type.String(),
  name: Type.String(),
  unit: Type.String(),
  period: Type.String(),
  lastDay: DayText,
  before: Type.Union([Type.Number(), Type.Null()], { description: 'The value before it' }),
  expiresAt: Instant,
})
export const LinkBody = Type.Object(
  {
    value: Type.Union([Type.Number(), Type.String({ minLength: 1, maxLength: 100 })]),
    note: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  closed,
)
export const LinkValue = Type.Object({ name: Type.String(), period: Type.String(), value: Maybe })
