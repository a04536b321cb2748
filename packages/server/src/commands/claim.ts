import type { Accounts } from '../accounts/accounts.ts'
import { system } from '../accounts/actor.ts'
import { allOrganisations } from '../store/read/organisation.ts'
import { setMember } from './members.ts'
import type { Parts } from './run.ts'
import { runCommand } from './run.ts'

export type Claim = {
  readonly secret: string
  readonly email: string
  readonly name: string
  readonly password: string
}

/** Makes the first account and lets it administer what is there, which is the demo company. */
export async function claimServer(
  parts: Parts & { readonly accounts: Accounts },
  { secret, email, name, password }: Claim,
): Promise<string> {
  const userId = await parts.accounts.claim(secret, email, name, password)
  for (const { orgId } of await allOrganisations(parts.database)) {
    const origin = { orgId, actor: system, route: 'claim', key: undefined }
    const member = { userId, roles: ['strategy-administrator'] as const, person: null, department: null }
    await runCommand(parts, origin, setMember, member)
  }
  return userId
}
