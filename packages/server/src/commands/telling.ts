import { randomUUIDv7 } from 'node:crypto'
import type { NoticeSort } from '@keelson/core'
import { isTimeZone } from '@keelson/core'
import { Failure } from '../errors.ts'
import { canonical } from '../store/canonical.ts'
import { calendarFeedsOf, chatChannelsOf, preferencesOf, tellingRuleOf } from '../store/read/telling.ts'
import {
  changeChatChannel as changeRow,
  createCalendarFeed,
  createChatChannel,
  revokeCalendarFeed,
  setPreference,
  setTellingRule,
} from '../store/write/telling.ts'
import type { OwnSettings, TellingRules } from '../telling/settings.ts'
import type { Seal } from '../webhooks/seal.ts'
import type { Command, Context } from './command.ts'

const mostChannels = 50
const mostFeeds = 10

/** Sets how the organisation tells its people. */
export const setTelling: Command<TellingRules, TellingRules> = {
  kind: 'telling-set',
  async run({ tenant, live, seq }, settings) {
    const text = canonical(settings)
    if ((await tellingRuleOf(tenant, live.orgId)) === text) return { answer: settings }
    await setTellingRule(tenant, live.orgId, seq, text)
    return { answer: settings, payload: { settings } }
  },
}

/** Sets how whoever asks is told. */
export const setPreferences: Command<OwnSettings, OwnSettings> = {
  kind: 'preferences-set',
  async run(context, settings) {
    const { tenant, live, seq } = context
    const userId = askerOf(context)
    const { timeZone } = settings
    if (timeZone !== null && !isTimeZone(timeZone))
      throw new Failure(
        'invalid-request',
        `"${timeZone}" is no time zone. They are named as Europe/Berlin is.`,
      )
    const text = canonical(settings)
    if ((await preferencesOf(tenant, live.orgId)).get(userId) === text) return { answer: settings }
    await setPreference(tenant, live.orgId, seq, { userId, settings: text })
    return { answer: settings, payload: { userId, settings } }
  },
}

export type ChatChannelInput = {
  readonly name: string
  readonly format: 'slack' | 'teams'
  readonly url: string
  readonly sorts: readonly NoticeSort[]
  readonly seal: Seal
}
export type ChatChannelAnswer = { readonly id: string; readonly host: string; readonly createdAt: string }

/** Has notices of some sorts told to a chat channel. What the chain says of its address is sealed. */
export const createChannel: Command<ChatChannelInput, ChatChannelAnswer> = {
  kind: 'chat-channel-created',
  async run({ tenant, live, at, seq }, { name, format, url, sorts, seal }) {
    const { length } = await chatChannelsOf(tenant, live.orgId)
    if (length >= mostChannels)
      throw new Failure(
        'invalid-request',
        `There are ${length} chat channels; more are not taken. Delete one.`,
      )
    const channelId = randomUUIDv7()
    const { host } = new URL(url)
    const sealedUrl = seal.close(Buffer.from(url), channelId)
    const { keyId } = seal
    await createChatChannel(tenant, live.orgId, seq, {
      channelId,
      name,
      format,
      host,
      sealedUrl,
      keyId,
      sorts,
      at,
    })
    return {
      answer: { id: channelId, host, createdAt: at.toISOString() },
      status: 201,
      payload: { id: channelId, name, format, host, sealedUrl: sealedUrl.toString('hex'), keyId, sorts },
    }
  },
}

type Changed = { readonly id: string; readonly name: string; readonly sorts: readonly NoticeSort[] }

/** Changes what a chat channel is called and told. Another address is another channel. */
export const changeChannel: Command<Changed, { readonly id: string }> = {
  kind: 'chat-channel-changed',
  async run({ tenant, live }, { id, name, sorts }) {
    const change = { name, sorts: [...sorts] }
    if (!(await changeRow(tenant, live.orgId, id, change))) throw new Failure('not-found')
    return { answer: { id }, payload: { id, ...change } }
  },
}

/** Has a chat channel told nothing more. */
export const deleteChannel: Command<{ readonly id: string }, { readonly id: string }> = {
  kind: 'chat-channel-deleted',
  async run({ tenant, live, at }, { id }) {
    if (!(await changeRow(tenant, live.orgId, id, { deleted_at: at }))) throw new Failure('not-found')
    return { answer: { id }, payload: { id } }
  },
}

/** Makes an address at which whoever has it may read the calendar of who asks. */
export const createFeed: Command<
  { readonly tokenHash: Buffer },
  { readonly id: string; readonly createdAt: string }
> = {
  kind: 'calendar-created',
  async run(context, { tokenHash }) {
    const { tenant, live, at } = context
    const userId = askerOf(context)
    if ((await calendarFeedsOf(tenant, live.orgId, userId)).length >= mostFeeds)
      throw new Failure('invalid-request', `There are ${mostFeeds} addresses of your calendar. Revoke one.`)
    const feedId = randomUUIDv7()
    await createCalendarFeed(tenant, live.orgId, { feedId, userId, tokenHash, at })
    return {
      answer: { id: feedId, createdAt: at.toISOString() },
      status: 201,
      payload: { id: feedId, userId, tokenHash: tokenHash.toString('hex') },
    }
  },
}

/** Ends an address of the calendar of who asks. */
export const revokeFeed: Command<{ readonly id: string }, { readonly id: string }> = {
  kind: 'calendar-revoked',
  async run(context, { id }) {
    const { tenant, live, at } = context
    const feed = { feedId: id, userId: askerOf(context), at }
    if (!(await revokeCalendarFeed(tenant, live.orgId, feed))) throw new Failure('not-found')
    return { answer: { id }, payload: { id } }
  },
}

function askerOf({ actor }: Context): string {
  if (actor.userId === undefined) throw new Failure('forbidden', 'Only a person has an inbox.')
  return actor.userId
}
