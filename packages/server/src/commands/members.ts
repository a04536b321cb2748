import { nearest } from '@keelson/core'
import type { Role } from '../accounts/role.ts'
import { Failure } from '../errors.ts'
import { membershipOf, membersOf } from '../store/read/account.ts'
import { setMembership } from '../store/write/account.ts'
import type { Command } from './command.ts'

export type MemberInput = {
  readonly userId: string
  readonly roles: readonly Role[]
  readonly person: string | null
  readonly department: string | null
}

/** Says what an account is in the organisation: its roles, and the person and department of the strategy that it is. */
export const setMember: Command<MemberInput, MemberInput> = {
  kind: 'member-set',
  async run({ tenant, live, actor, seq }, input) {
    const { userId, roles, person, department } = input
    const { people, departments } = live.strategy
    refuseUnknown('person', person, people)
    refuseUnknown('department', department, departments)
    const before = await membershipOf(tenant, live.orgId, userId)
    const isAdministrator = roles.includes('strategy-administrator')
    if (before?.roles.includes('strategy-administrator') && !isAdministrator) {
      const members = await membersOf(tenant, live.orgId)
      const others = members.filter(
        (one) => one.userId !== userId && one.roles.includes('strategy-administrator'),
      )
      if (others.length === 0)
        throw new Failure('forbidden', 'The last administrator stays one. Name another first.')
    }
    await setMembership(tenant, live.orgId, seq, input)
    return { answer: input, payload: { ...input, by: actor.person ?? null, before: before ?? null } }
  },
}

function refuseUnknown(what: string, id: string | null, known: ReadonlyMap<string, unknown>): void {
  if (id === null || known.has(id)) return
  const meant = nearest(id, known.keys())
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`
  throw new Failure('invalid-request', `There is no ${what} "${id}"${hint}`)
}
