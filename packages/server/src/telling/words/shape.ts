import type { NoticeSort } from '@keelson/core'

/** What the server says in a language. `{name}` stands for a fact, `{due|day}` for one that is a day. */
export type Words = {
  /** A title, and a sentence that follows it. */
  readonly notices: Readonly<Record<NoticeSort, readonly [title: string, detail: string]>>
  /** An offer that is accepted and is to be signed. */
  readonly signature: readonly [title: string, detail: string]
  readonly sorts: Readonly<Record<NoticeSort, string>>
  readonly digestSubject: string
  readonly open: string
  readonly handIn: string
  readonly linkNote: string
  readonly why: string
  readonly testTitle: string
  readonly testDetail: string
  readonly calendarDue: string
  readonly calendarOffer: string
  readonly calendarReview: string
  readonly calendarAction: string
}
