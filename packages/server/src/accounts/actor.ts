import type { Strategy } from '@keelson/core'
import { Failure } from '../errors.ts'
import type { Right, Role } from './role.ts'
import { rightsOf } from './role.ts'

/** Who acts in an organisation, and what they may do there. */
export type Actor = {
  /** `user:<id>`, `token:<id>` or `system`. */
  readonly principal: string
  readonly userId: string | undefined
  readonly roles: readonly Role[]
  /** The person of the strategy that they are. */
  readonly person: string | undefined
  readonly department: string | undefined
  /** What a token narrows its owner's rights to. */
  readonly scopes: readonly Right[] | undefined
}

/** The server itself, as when it loads the demo company. */
export const system: Actor = {
  principal: 'system',
  userId: undefined,
  roles: ['strategy-administrator'],
  person: undefined,
  department: undefined,
  scopes: undefined,
}

export function mayDo({ roles, scopes }: Actor, right: Right): boolean {
  if (scopes && !scopes.includes(right)) return false
  return roles.some((role) => rightsOf[role].includes(right))
}

/** Throws `forbidden` where the actor may not. */
export function demand(actor: Actor, right: Right): void {
  if (mayDo(actor, right)) return
  const narrowed = actor.scopes && !actor.scopes.includes(right)
  const why = narrowed ? `The token has no scope "${right}".` : `No role of yours has the right "${right}".`
  throw new Failure('forbidden', why)
}

/** Whether values of a measure may be recorded: contributors all, owners and heads those of their own KPIs. */
export function mayRecord(actor: Actor, { kpis, measures }: Strategy, measure: string): boolean {
  if (!mayDo(actor, 'record-values')) return false
  if (actor.roles.some((role) => role === 'contributor' || role === 'strategy-administrator')) return true
  const judged = [...kpis.values()].filter((kpi) => kpi.measure === measure)
  const owners = [measures.get(measure)?.owner, ...judged.map(({ owner }) => owner)]
  if (actor.roles.includes('kpi-owner') && actor.person !== undefined && owners.includes(actor.person))
    return true
  if (!actor.roles.includes('department-head') || actor.department === undefined) return false
  const homes = [
    measures.get(measure)?.department,
    ...judged.flatMap((kpi) => [kpi.department, ...kpi.sharedWith]),
  ]
  return homes.includes(actor.department)
}

/** The person in whose name something is done; throws `forbidden` for an account that is none of the strategy. */
export function personOf({ person }: Actor, done: string): string {
  if (person !== undefined) return person
  throw new Failure(
    'forbidden',
    `Your account is no person of the strategy, so nothing can be ${done} in your name. An administrator names the person.`,
  )
}
