import { randomUUID } from 'node:crypto'
import type { ReviewCommand } from '@keelson/core'
import type Type from 'typebox'
import type { ReviewStepBody } from '../api/reviews.ts'
import { Failure } from '../errors.ts'

type Body = Type.Static<typeof ReviewStepBody>

/** What a person wants done in a review, from the body of a step. Throws `invalid-request` where a part of it lacks. */
export function reviewCommand(by: string, body: Body): ReviewCommand {
  const { kind, item = '', text = '', title = '', subject, decision, choice, action = {}, hash = '' } = body
  switch (kind) {
    case 'present':
      return { kind, by, item }
    case 'add-item': {
      const about = subject ?? { kind: 'topic' as const, id: slugOf(title) }
      return { kind, by, item: { subject: about, title } }
    }
    case 'note':
      return { kind, by, item, text }
    case 'decide':
      if (!decision) throw new Failure('invalid-request', 'decide takes a decision.')
      return { kind, by, item, decision }
    case 'undecide':
      if (!choice) throw new Failure('invalid-request', 'undecide takes the choice that is taken back.')
      return { kind, by, item, choice }
    case 'park':
      return { kind, by, item, reason: text }
    case 'assign': {
      const { id = randomUUID(), what = '', owner = by, due = '' } = action
      return { kind, by, action: { id, item, what, owner, due } }
    }
    case 'sign-off':
      return { kind, by, hash }
    case 'cancel':
      return { kind, by, reason: text }
    case 'finish-action':
    case 'drop-action':
      return { kind, by, action: action.id ?? '', note: text }
    case 'move-action':
      return { kind, by, action: action.id ?? '', due: action.due ?? '', note: text }
    default:
      return { kind, by }
  }
}

/** A free topic is known by its title. */
function slugOf(title: string): string {
  return (
    title
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .slice(0, 100) || 'topic'
  )
}
