import type { NoticeSort } from '@keelson/core'
import type { Actor } from '../accounts/actor.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Inbox, InboxQuery, ReadBody, Unread } from '../api/telling.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import type { NoticeRow } from '../store/read/notice.ts'
import { inboxOf, unreadOf } from '../store/read/notice.ts'
import { preferencesOf, tellingRuleOf } from '../store/read/telling.ts'
import { markRead } from '../telling/mark-read.ts'
import type { Language } from '../telling/settings.ts'
import { rulesIn, settingsIn } from '../telling/settings.ts'
import { noticeText } from '../telling/words.ts'

/** What waits for whoever asks. */
export function inboxRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/inbox',
    {
      schema: {
        summary: 'Your notices, the newest first, in your language or the one asked for',
        params: OrganisationParams,
        querystring: InboxQuery,
        response: { 200: Inbox, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const { orgId } = live
      const userId = personOf(actor)
      const { language: asked, all = false, before, limit = 50 } = request.query
      return parts.database.inTenant(orgId, async (tenant) => {
        const rules = rulesIn(await tellingRuleOf(tenant, orgId))
        const own = settingsIn((await preferencesOf(tenant, orgId)).get(userId), rules)
        const language = asked ?? own.language ?? rules.language
        const rows = await inboxOf(tenant, orgId, userId, { before, open: !all, most: limit })
        return {
          unread: await unreadOf(tenant, orgId, userId),
          notices: rows.map((row) => plainNotice(row, language)),
          next: rows.length === limit ? (rows.at(-1)?.noticeId ?? null) : null,
        }
      })
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/inbox/read',
    {
      schema: {
        summary: 'Takes notices of yours for read; all of them without ids',
        params: OrganisationParams,
        body: ReadBody,
        response: { 200: Unread, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const { orgId } = live
      const at = new Date(parts.clock())
      return markRead(parts.database, orgId, personOf(actor), request.body.ids, at)
    },
  )
}

function plainNotice(row: NoticeRow, language: Language) {
  const { noticeId, sort, subject, address, at, readAt, endedAt } = row
  return {
    id: noticeId,
    sort: sort as NoticeSort,
    subject,
    ...noticeText(language, row),
    address,
    at: at.toISOString(),
    isRead: readAt !== null,
    isOver: endedAt !== null,
  }
}

/** The account that asks, also where a program does so for it. */
export function personOf({ userId }: Actor): string {
  if (userId === undefined) throw new Failure('forbidden', 'Only a person has an inbox.')
  return userId
}
