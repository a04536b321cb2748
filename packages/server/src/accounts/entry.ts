import type { LiveOrganisation } from '../live/organisation.ts'
import type { Actor } from './actor.ts'
import type { Right, Role } from './role.ts'
import { hashSecret, isTokenShaped } from './secret.ts'

/** Who somebody signed in is in an organisation; undefined: nobody. */
export function memberOf({ members }: LiveOrganisation, userId: string): Actor | undefined {
  const row = members.member(userId)
  return row && actorOf(row, `user:${userId}`, undefined)
}

/** Who a token stands for in an organisation; undefined where it holds no longer, or is of another one. */
export function bearerOf({ members }: LiveOrganisation, token: string, now: number): Actor | undefined {
  if (!isTokenShaped(token)) return undefined
  const row = members.token(hashSecret(token))
  if (!row || row.revokedAt || row.expiresAt.getTime() <= now) return undefined
  const member = members.member(row.userId)
  return member && actorOf(member, `token:${row.tokenId}`, row.scopes as Right[])
}

type Row = { userId: string; roles: string[]; person: string | null; department: string | null }

function actorOf(
  { userId, roles, person, department }: Row,
  principal: string,
  scopes: Right[] | undefined,
): Actor {
  return {
    principal,
    userId,
    roles: roles as Role[],
    person: person ?? undefined,
    department: department ?? undefined,
    scopes,
  }
}
