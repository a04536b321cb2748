import { mayRecord } from '../accounts/actor.ts'
import { memberOf } from '../accounts/entry.ts'
import { shareTokenOf } from '../accounts/share-token.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { mailboxOf } from '../store/read/account.ts'
import type { NoticeRow } from '../store/read/notice.ts'
import { noticeOf, noticesIn } from '../store/read/notice.ts'
import { chatChannelsOf, preferencesOf, tellingRuleOf } from '../store/read/telling.ts'
import type { DueSending, NewLink } from '../store/write/sending.ts'
import { chatBody } from './chat.ts'
import type { MailFrame } from './mail.ts'
import { digestMail, noticeMail } from './mail.ts'
import type { CourierParts, Organisation, Prepared } from './parts.ts'
import type { TellingRules } from './settings.ts'
import { readerOf, rulesIn, settingsIn } from './settings.ts'
import { messageIdOf } from './smtp.ts'
import type { Facts } from './words.ts'
import { noticeText, words } from './words.ts'

const linkMs = 7 * 86_400_000

/** Makes what is sent, as things stand now. */
export async function prepare(
  parts: CourierParts,
  { slug, live }: Organisation,
  sending: DueSending,
): Promise<Prepared> {
  const { orgId } = live
  const { userId, channelId, noticeId, key } = sending
  const { notices, rules, own, channel } = await parts.database.inTenant(orgId, async (tenant) => {
    const notice = noticeId === null ? undefined : await noticeOf(tenant, orgId, noticeId)
    return {
      notices: noticeId === null ? await noticesIn(tenant, orgId, key) : notice ? [notice] : [],
      rules: rulesIn(await tellingRuleOf(tenant, orgId)),
      own: (await preferencesOf(tenant, orgId)).get(userId ?? ''),
      channel: (await chatChannelsOf(tenant, orgId)).find((one) => one.channelId === channelId),
    }
  })
  const open = notices.filter(({ endedAt }) => endedAt === null)
  if (open.length === 0) return { kind: 'nothing', why: 'What it was about was over.' }
  const base = parts.publicUrl === undefined ? undefined : `${parts.publicUrl}/${slug}`
  if (sending.kind === 'chat') {
    if (!channel) return { kind: 'nothing', why: 'The channel was deleted.' }
    if (channel.keyId !== parts.seal.keyId)
      return { kind: 'later', why: 'The address of the channel is sealed by another key. Put it in anew.' }
    const url = parts.seal.open(channel.sealedUrl, channel.channelId).toString()
    return { kind: 'chat', url, body: chatOf(channel.format, rules, open[0] as NoticeRow, base) }
  }
  const to = await mailboxOf(parts.database, userId ?? '')
  if (to === undefined || !memberOf(live, userId ?? ''))
    return { kind: 'nothing', why: 'There is nobody to send it to.' }
  if (base === undefined || !parts.smtp) return { kind: 'nothing', why: 'No mail server is configured.' }
  const settings = settingsIn(own, rules)
  const { language } = readerOf(settings, rules, live.strategy.organisation.timeZone)
  const organisation = live.strategy.organisation.name
  const frame: MailFrame = { language, organisation, preferencesUrl: `${base}/preferences` }
  const link = sending.kind === 'notice' ? linkOf(parts, live, open[0] as NoticeRow) : undefined
  const mailed = open.map(({ sort, facts, address }) => ({ sort, facts, url: base + address }))
  const mail =
    sending.kind === 'digest'
      ? digestMail(frame, mailed)
      : noticeMail(
          frame,
          mailed[0] as (typeof mailed)[0],
          link && `${parts.publicUrl}/check-in/link/${link.token}`,
        )
  const { preferencesUrl } = frame
  const messageId = messageIdOf(orgId, key, parts.smtp)
  const at = new Date(parts.clock())
  return { kind: 'mail', mail: { ...mail, to, messageId, at, language, preferencesUrl }, link }
}

function chatOf(
  format: 'slack' | 'teams',
  { language }: TellingRules,
  notice: NoticeRow,
  base: string | undefined,
): string {
  const action = base === undefined ? undefined : { name: words[language].open, url: base + notice.address }
  return chatBody(format, { ...noticeText(language, notice), action })
}

/** The link that takes the value a notice asks for, where its reader may hand it in. */
function linkOf(
  { clock }: CourierParts,
  live: LiveOrganisation,
  { sort, facts, userId }: NoticeRow,
): (NewLink & { readonly token: string }) | undefined {
  if (sort !== 'check-in-due') return undefined
  const { measure = '', ordinal = '' } = JSON.parse(facts) as Facts
  const actor = memberOf(live, userId)
  if (!actor || !mayRecord(actor, live.strategy, measure)) return undefined
  const { token, tokenHash } = shareTokenOf(live.orgId)
  const expiresAt = new Date(clock() + linkMs)
  return { token, tokenHash, userId, measure, ordinal: Number(ordinal), expiresAt }
}
