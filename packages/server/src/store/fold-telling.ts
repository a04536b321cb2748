import { canonical } from './canonical.ts'
import type { Tables } from './tables.ts'

type Row<T extends keyof Tables> = Omit<Tables[T], 'org_id'>

type Said = {
  'telling-set': { readonly settings: unknown }
  'preferences-set': { readonly userId: string; readonly settings: unknown }
  'chat-channel-created': {
    readonly id: string
    readonly name: string
    readonly format: 'slack' | 'teams'
    readonly host: string
    readonly sealedUrl: string
    readonly keyId: string
    readonly sorts: string[]
  }
  'chat-channel-changed': { readonly id: string; readonly name: string; readonly sorts: string[] }
  'chat-channel-deleted': { readonly id: string }
  'calendar-created': { readonly id: string; readonly userId: string; readonly tokenHash: string }
  'calendar-revoked': { readonly id: string }
}

/** The rows of how people are told, from their events alone. */
export class TellingFold {
  #rule: Row<'telling_rule'> | undefined
  readonly #preferences = new Map<string, Row<'preference'>>()
  readonly #channels = new Map<string, Row<'chat_channel'>>()
  readonly #feeds = new Map<string, Row<'calendar_feed'>>()

  get state() {
    return {
      telling_rule: this.#rule ? [this.#rule] : [],
      preference: [...this.#preferences.values()],
      chat_channel: [...this.#channels.values()],
      calendar_feed: [...this.#feeds.values()],
    }
  }

  take(seq: number, at: string, kind: string, said: unknown): void {
    switch (kind) {
      case 'telling-set':
        this.#rule = { settings: canonical((said as Said[typeof kind]).settings), seq }
        break
      case 'preferences-set': {
        const { userId, settings } = said as Said[typeof kind]
        this.#preferences.set(userId, { user_id: userId, settings: canonical(settings), seq })
        break
      }
      case 'chat-channel-created': {
        const { id, name, format, host, sealedUrl, keyId, sorts } = said as Said[typeof kind]
        const sealed = { sealed_url: Buffer.from(sealedUrl, 'hex'), key_id: keyId }
        const made = { created_at: new Date(at), deleted_at: null, seq }
        this.#channels.set(id, { channel_id: id, name, format, host, ...sealed, sorts, ...made })
        break
      }
      case 'chat-channel-changed': {
        const { id, name, sorts } = said as Said[typeof kind]
        const channel = this.#channels.get(id)
        if (channel) this.#channels.set(id, { ...channel, name, sorts })
        break
      }
      case 'chat-channel-deleted': {
        const channel = this.#channels.get((said as Said[typeof kind]).id)
        if (channel) channel.deleted_at = new Date(at)
        break
      }
      case 'calendar-created': {
        const { id, userId, tokenHash } = said as Said[typeof kind]
        const row = { feed_id: id, user_id: userId, token_hash: Buffer.from(tokenHash, 'hex') }
        this.#feeds.set(id, { ...row, created_at: new Date(at), revoked_at: null })
        break
      }
      case 'calendar-revoked': {
        const feed = this.#feeds.get((said as Said[typeof kind]).id)
        if (feed) feed.revoked_at = new Date(at)
        break
      }
    }
  }
}
