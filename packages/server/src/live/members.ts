import type { Tenant } from '../store/database.ts'
import type { MembershipRow, TokenRow } from '../store/read/account.ts'
import { membersOf, tokensOf } from '../store/read/account.ts'

/** Events after which members or tokens are others. */
const kinds = ['member-set', 'token-created', 'token-revoked']

/** Members and tokens as they were read. */
export type ReadMembers = {
  readonly members: readonly MembershipRow[]
  readonly tokens: readonly TokenRow[]
}

/** Reads members and tokens where an event concerns them; undefined where none does. */
export async function readMembers(
  tenant: Tenant,
  orgId: string,
  happened: ReadonlySet<string>,
): Promise<ReadMembers | undefined> {
  if (!kinds.some((kind) => happened.has(kind))) return undefined
  return { members: await membersOf(tenant, orgId), tokens: await tokensOf(tenant, orgId) }
}

/** Who may enter an organisation, as its events last said. */
export class Members {
  #members: ReadonlyMap<string, MembershipRow> = new Map()
  #tokens: ReadonlyMap<string, TokenRow> = new Map()

  /** The accounts of all members. */
  get ids(): readonly string[] {
    return [...this.#members.keys()]
  }

  /** What the account is here; undefined: nothing. */
  member(userId: string): MembershipRow | undefined {
    return this.#members.get(userId)
  }

  /** The token of a hash, whether or not it still holds. */
  token(hash: Buffer): TokenRow | undefined {
    return this.#tokens.get(hash.toString('base64'))
  }

  /** Takes what was read for what holds now. */
  take({ members, tokens }: ReadMembers): void {
    this.#members = new Map(members.map((row) => [row.userId, row]))
    this.#tokens = new Map(tokens.map((row) => [row.tokenHash.toString('base64'), row]))
  }
}
