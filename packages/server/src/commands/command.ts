import type { Actor } from '../accounts/actor.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Tenant } from '../store/database.ts'
import type { KeptObservation } from '../store/read/observation.ts'

/** What a command works with: the transaction, the organisation as of the head, and who asks. */
export type Context = {
  readonly tenant: Tenant
  readonly live: LiveOrganisation
  readonly actor: Actor
  readonly at: Date
  /** The number that the event will have. */
  readonly seq: number
}

/** What a command did. Without a payload nothing changed, and no event is written. */
export type Done<Answer> = {
  readonly answer: Answer
  readonly status?: number
  readonly payload?: unknown
  /** Where nothing but values changed: the values, so that they need not be read again. */
  readonly rows?: readonly KeptObservation[]
}

/**
 * A change of an organisation. It checks, writes rows through `store/write`, and gives what the event says of it; the
 * event, its outbox row and the idempotency record are written in the same transaction by `runCommand`.
 */
export type Command<Input, Answer> = {
  /** The kind of its event, such as `values-recorded`. */
  readonly kind: string
  run(context: Context, input: Input): Promise<Done<Answer>>
}
