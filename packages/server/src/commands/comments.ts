import { randomUUIDv7 } from 'node:crypto'
import { nearest } from '@keelson/core'
import type { Actor } from '../accounts/actor.ts'
import { Failure } from '../errors.ts'
import type { KeptComment } from '../store/read/comment.ts'
import { commentOf } from '../store/read/comment.ts'
import { removeComment as remove, addComment as write } from '../store/write/comment.ts'
import type { Command } from './command.ts'
import { isOf, personIn } from './person.ts'

export type CommentInput = {
  readonly on: string
  readonly text: string
  readonly mentions: readonly string[]
}

/** Whether somebody may take a comment away: who wrote it, and strategy administrators. */
export function mayRemoveComment(actor: Actor, { author }: Pick<KeptComment, 'author'>): boolean {
  return isOf(actor, author) || actor.roles.includes('strategy-administrator')
}

/** Says something on a KPI, an objective or a finding. Refuses mentions of persons that are not there. */
export const addComment: Command<CommentInput, KeptComment> = {
  kind: 'comment-added',
  async run({ tenant, live, actor, at, seq }, { on, text, mentions }) {
    const { people } = live.strategy
    const stranger = mentions.find((id) => !people.has(id))
    if (stranger !== undefined) {
      const meant = nearest(stranger, people.keys())
      const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
      throw new Failure('invalid-request', `There is no person "${stranger}" to mention.${hint}`)
    }
    const comment = {
      commentId: randomUUIDv7(),
      subject: on,
      author: personIn(actor),
      text,
      mentions: [...mentions],
      createdAt: at,
      seq,
    }
    await write(tenant, live.orgId, comment)
    const { commentId: id, author } = comment
    return { answer: comment, status: 201, payload: { id, on, author, text, mentions: comment.mentions } }
  },
}

/** Takes a comment away. That it was there, and what it said, stays in the chain of events. */
export const removeComment: Command<{ readonly id: string }, { readonly id: string }> = {
  kind: 'comment-removed',
  async run({ tenant, live, actor }, { id }) {
    const comment = await commentOf(tenant, live.orgId, id)
    if (!comment) throw new Failure('not-found')
    if (!mayRemoveComment(actor, comment))
      throw new Failure('forbidden', 'Who wrote a comment and strategy administrators take it away.')
    await remove(tenant, live.orgId, id)
    return { answer: { id }, payload: { id } }
  },
}
