import { Failure } from '../errors.ts'
import { unreadOf } from '../store/read/notice.ts'
import { readNotices } from '../store/write/notice.ts'
import type { Command } from './command.ts'

/** Undefined ids: all. */
export type ReadInput = { readonly ids: readonly string[] | undefined }

/** Takes notices of who asks for read. It is no event: it says nothing of the organisation. */
export const readInbox: Command<ReadInput, { readonly unread: number }> = {
  kind: 'inbox-read',
  async run({ tenant, live, actor, at }, { ids }) {
    const { userId } = actor
    if (userId === undefined) throw new Failure('forbidden', 'Only a person has an inbox.')
    await readNotices(tenant, live.orgId, userId, ids, at)
    return { answer: { unread: await unreadOf(tenant, live.orgId, userId) } }
  },
}
