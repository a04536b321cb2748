import type { NoticeSort } from '@keelson/core'
import { afterQuiet, mailingOf, printDay } from '@keelson/core'
import type { NoticeRow } from '../store/read/notice.ts'
import { chatChannelsOf } from '../store/read/telling.ts'
import { routed, takeUnrouted } from '../store/write/notice.ts'
import type { NewSending } from '../store/write/sending.ts'
import { addSendings } from '../store/write/sending.ts'
import type { View } from './matter.ts'
import { quietOf } from './settings.ts'

const most = 200

/** Queues what goes out of notices that are new: by mail as each person chose, and to the chat channels of their sort. */
export async function routeNotices(view: View, hasMail: boolean): Promise<number> {
  const { tenant, live, now } = view
  const notices = await takeUnrouted(tenant, live.orgId, most)
  if (notices.length === 0) return 0
  const channels = await chatChannelsOf(tenant, live.orgId)
  const at = new Date(now)
  for (const notice of notices) {
    const mail = hasMail ? mailOf(view, notice) : undefined
    const chats = channels
      .filter(({ sorts }) => sorts.includes(notice.sort))
      .map(({ channelId }) => chatOf(view, notice, channelId))
    await addSendings(tenant, live.orgId, [...(mail ? [mail] : []), ...chats], at)
    await routed(tenant, live.orgId, notice.noticeId, mail?.kind === 'digest' ? mail.key : null)
  }
  return notices.length
}

function mailOf(
  { members, now }: View,
  { noticeId, userId, sort, matter }: NoticeRow,
): NewSending | undefined {
  const preferences = members.find((member) => member.userId === userId)?.reader.preferences
  const mailing = preferences && mailingOf(preferences, sort as NoticeSort, now)
  if (!mailing) return undefined
  const dueAt = new Date(mailing.at)
  return mailing.kind === 'alone'
    ? { key: `mail ${userId} ${matter}`, kind: 'notice', userId, noticeId, dueAt }
    : { key: `digest ${userId} ${printDay(mailing.day)}`, kind: 'digest', userId, dueAt }
}

/** A channel is told of a matter once, whoever else is. */
function chatOf({ rules, live, now }: View, { noticeId, matter }: NoticeRow, channelId: string): NewSending {
  const dueAt = new Date(afterQuiet(now, quietOf(rules.quiet), live.strategy.organisation.timeZone))
  return { key: `chat ${channelId} ${matter}`, kind: 'chat', channelId, noticeId, dueAt }
}
