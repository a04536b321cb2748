import type { Egress } from '../http/egress.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Database } from '../store/database.ts'
import type { NewLink } from '../store/write/sending.ts'
import type { Seal } from '../webhooks/seal.ts'
import type { Addressed, Smtp } from './smtp.ts'

/** What sending needs of the server. */
export type CourierParts = {
  readonly database: Database
  readonly clock: () => number
  readonly egress: Egress
  readonly seal: Seal
  readonly version: string
  /** How mail leaves; undefined: none does. */
  readonly smtp: Smtp | undefined
  /** The address that browsers know the server by. */
  readonly publicUrl: string | undefined
}

export type Organisation = { readonly slug: string; readonly live: LiveOrganisation }

/** What a sending comes to, as things stand. */
export type Prepared =
  | { readonly kind: 'mail'; readonly mail: Addressed; readonly link: NewLink | undefined }
  | { readonly kind: 'chat'; readonly url: string; readonly body: string }
  /** What it was about is over, or nobody is there to be told. */
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'later'; readonly why: string }
