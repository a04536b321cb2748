import type { Actor } from '../accounts/actor.ts'

/** Whose something is: the person, also where a program acts for them. */
export function personIn({ userId, principal }: Actor): string {
  return userId === undefined ? principal : `user:${userId}`
}

/** Whether something is the actor's own. */
export function isOf(actor: Actor, owner: string): boolean {
  return personIn(actor) === owner
}
