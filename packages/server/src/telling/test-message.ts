import { randomUUID } from 'node:crypto'
import { Failure } from '../errors.ts'
import { mailboxOf } from '../store/read/account.ts'
import { chatChannelsOf, preferencesOf, tellingRuleOf } from '../store/read/telling.ts'
import { chatBody, postChat } from './chat.ts'
import { testMail } from './mail.ts'
import type { CourierParts, Organisation } from './parts.ts'
import { readerOf, rulesIn, settingsIn } from './settings.ts'
import { MailFailure, messageIdOf, SmtpSession } from './smtp.ts'
import { say, words } from './words.ts'

type To = { readonly userId: string; readonly channelId: string | undefined }

/** Sends one message now: to a chat channel, or by mail to a person. Gives why it was not taken; null where it was. */
export async function sendTest(
  parts: CourierParts,
  organisation: Organisation,
  to: To,
): Promise<string | null> {
  const { live, slug } = organisation
  const { orgId } = live
  const { rules, own, channel } = await parts.database.inTenant(orgId, async (tenant) => ({
    rules: rulesIn(await tellingRuleOf(tenant, orgId)),
    own: (await preferencesOf(tenant, orgId)).get(to.userId),
    channel: (await chatChannelsOf(tenant, orgId)).find((one) => one.channelId === to.channelId),
  }))
  const base = parts.publicUrl === undefined ? undefined : `${parts.publicUrl}/${slug}`
  const { name, timeZone } = live.strategy.organisation
  if (to.channelId !== undefined) {
    if (!channel) throw new Failure('not-found', 'There is no such chat channel.')
    if (channel.keyId !== parts.seal.keyId)
      return 'The address of the channel is sealed by another key. Put it in anew.'
    const { testTitle, testDetail, open } = words[rules.language]
    const detail = say(rules.language, testDetail, { organisation: name })
    const action = base === undefined ? undefined : { name: open, url: base }
    const url = parts.seal.open(channel.sealedUrl, channel.channelId).toString()
    const body = chatBody(channel.format, { title: testTitle, detail, action })
    return (await postChat(parts.egress, url, body, parts.version))?.fault ?? null
  }
  const { smtp } = parts
  if (!smtp || base === undefined)
    return 'This server sends no mail: smtp-url, mail-from and public-url are not set.'
  const mailbox = await mailboxOf(parts.database, to.userId)
  if (mailbox === undefined) return 'You have no e-mail address here.'
  const { language } = readerOf(settingsIn(own, rules), rules, timeZone)
  const preferencesUrl = `${base}/preferences`
  const mail = testMail({ language, organisation: name, preferencesUrl }, base)
  const messageId = messageIdOf(orgId, `test ${randomUUID()}`, smtp)
  const at = new Date(parts.clock())
  let session: SmtpSession | undefined
  try {
    session = await SmtpSession.open(smtp)
    await session.send({ ...mail, to: mailbox, messageId, at, language, preferencesUrl })
    return null
  } catch (error) {
    if (error instanceof MailFailure) return error.message
    throw error
  } finally {
    session?.close()
  }
}
