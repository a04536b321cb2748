import type { NoticeSort } from '@keelson/core'
import type { Actor } from '../accounts/actor.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Tenant } from '../store/database.ts'
import type { Reader, TellingRules } from './settings.ts'

/** Something that a person is to be told. */
export type Matter = {
  readonly userId: string
  readonly sort: NoticeSort
  /** What it is and of which occasion: the same person is told of one matter once. */
  readonly matter: string
  /** What it is about, such as `measure:churn`. */
  readonly subject: string
  /** What its sentence is made of, in the reader's language when it is read; days as year-month-day. */
  readonly facts: Readonly<Record<string, string>>
  /** Where one goes to act, within the organisation: `/agreements/…`. */
  readonly address: string
}

/** A member as sources look for them. */
export type Addressee = {
  readonly userId: string
  readonly actor: Actor
  readonly reader: Reader
}

/** How an organisation stands, as its notices are made from it. */
export type View = {
  readonly tenant: Tenant
  readonly live: LiveOrganisation
  readonly now: number
  readonly rules: TellingRules
  readonly members: readonly Addressee[]
  /** What a principal such as `user:<id>` is called. */
  readonly nameOf: (principal: string) => string
}

/**
 * Where notices come from: a function from how things stand to what people are to be told. `isStanding` ones are over as
 * soon as the source gives them no longer; the others stay until they are read. Slow ones are asked once a minute, the
 * others after every event.
 */
export type Source = {
  readonly sorts: readonly NoticeSort[]
  readonly isStanding: boolean
  readonly isSlow: boolean
  readonly find: (view: View) => Promise<readonly Matter[]> | readonly Matter[]
}

/** The members who are a person of the strategy. */
export function membersWho({ members }: View, person: string | undefined): readonly Addressee[] {
  return person === undefined ? [] : members.filter(({ actor }) => actor.person === person)
}
