import { parseDay } from '@keelson/core'
import { canonical } from './canonical.ts'
import type { Tables } from './tables.ts'

/** An event as the fold reads it. */
export type FoldedEvent = {
  readonly seq: number
  readonly at: string
  readonly kind: string
  /** Canonical JSON. */
  readonly payload: string
}

type Row<T extends keyof Tables> = Omit<Tables[T], 'org_id'>

/** The rows of an organisation that its events come to. */
export type State = {
  readonly document: readonly Row<'document'>[]
  readonly observation: readonly Row<'observation'>[]
  readonly period_lock: readonly Row<'period_lock'>[]
  readonly membership: readonly Row<'membership'>[]
  readonly api_token: readonly Row<'api_token'>[]
  readonly webhook: readonly Row<'webhook'>[]
  readonly negotiation_step: readonly Row<'negotiation_step'>[]
  readonly review_step: readonly Row<'review_step'>[]
  readonly review_snapshot: readonly Row<'review_snapshot'>[]
  readonly board: readonly Row<'board'>[]
  readonly board_share: readonly Row<'board_share'>[]
  readonly comment: readonly Row<'comment'>[]
  readonly import: readonly Row<'import'>[]
}

type Columns = {
  readonly measure: string[]
  readonly ordinal: number[]
  readonly value: (number | null)[]
  readonly recorded: number[]
  readonly entered: number[]
  readonly source: (string | null)[]
  readonly note: (string | null)[]
  readonly sourceSeq: (number | null)[]
  readonly reason: (string | null)[]
}

/** What an event says, by its kind. */
type Said = {
  'strategy-applied': {
    readonly files: readonly { readonly path: string; readonly text: string | null }[]
    /** Not in events from before targets in files could be offered. */
    readonly negotiations?: readonly Omit<Said['negotiation-moved'], 'files'>[]
  }
  'values-recorded': { readonly rows: Columns }
  'periods-locked': { readonly until: string; readonly reason: string }
  'member-set': Omit<Row<'membership'>, 'user_id' | 'seq'> & { readonly userId: string }
  'token-created': {
    readonly id: string
    readonly userId: string
    readonly tokenHash: string
    readonly name: string
    readonly scopes: string[]
    readonly expiresAt: string
  }
  'token-revoked': { readonly id: string }
  'webhook-created': {
    readonly id: string
    readonly url: string
    readonly kinds: string[] | null
    readonly sealedSecret: string
    readonly keyId: string
  }
  'webhook-deleted': { readonly id: string }
  'webhook-paused': { readonly id: string }
  'webhook-resumed': { readonly id: string }
  'negotiation-moved': {
    readonly id: string
    readonly subject: unknown
    readonly place: number
    readonly steps: readonly unknown[]
    readonly files: readonly { readonly path: string; readonly text: string | null }[]
  }
  'review-moved': {
    readonly id: string
    readonly subject: unknown
    readonly place: number
    readonly steps: readonly unknown[]
    readonly snapshot: { readonly hash: string; readonly content: string } | null
    readonly files: readonly { readonly path: string; readonly text: string | null }[]
    readonly negotiations: readonly Omit<Said['negotiation-moved'], 'files'>[]
  }
  'board-saved': {
    readonly id: string
    readonly name: string
    readonly owner: string
    readonly layout: unknown
    readonly version: number
  }
  'board-deleted': { readonly id: string }
  'board-shared': {
    readonly id: string
    readonly board: string
    readonly tokenHash: string
    readonly expiresAt: string
  }
  'board-unshared': { readonly id: string }
  'comment-added': {
    readonly id: string
    readonly on: string
    readonly author: string
    readonly text: string
    readonly mentions: string[]
  }
  'comment-removed': { readonly id: string }
  'import-uploaded': Pick<Row<'import'>, 'name' | 'sha256' | 'author'> & { readonly id: string }
  'import-mapped': { readonly id: string; readonly mapping: unknown }
  'import-committed': { readonly id: string; readonly accounting: unknown; readonly rows: Columns }
  'import-undone': { readonly id: string; readonly rows: Columns }
}

/** Makes the rows of an organisation anew from its events alone, in their order. */
export class Fold {
  readonly #documents: Row<'document'>[] = []
  readonly #observations: Row<'observation'>[] = []
  readonly #locks: Row<'period_lock'>[] = []
  readonly #members = new Map<string, Row<'membership'>>()
  readonly #tokens = new Map<string, Row<'api_token'>>()
  readonly #webhooks = new Map<string, Row<'webhook'>>()
  readonly #negotiationSteps: Row<'negotiation_step'>[] = []
  readonly #reviewSteps: Row<'review_step'>[] = []
  readonly #reviewSnapshots: Row<'review_snapshot'>[] = []
  readonly #boards = new Map<string, Row<'board'>>()
  readonly #shares = new Map<string, Row<'board_share'>>()
  readonly #comments = new Map<string, Row<'comment'>>()
  readonly #imports = new Map<string, Row<'import'>>()

  get state(): State {
    return {
      document: this.#documents,
      observation: this.#observations,
      period_lock: this.#locks,
      membership: [...this.#members.values()],
      api_token: [...this.#tokens.values()],
      webhook: [...this.#webhooks.values()],
      negotiation_step: this.#negotiationSteps,
      review_step: this.#reviewSteps,
      review_snapshot: this.#reviewSnapshots,
      board: [...this.#boards.values()],
      board_share: [...this.#shares.values()],
      comment: [...this.#comments.values()],
      import: [...this.#imports.values()],
    }
  }

  take({ seq, at, kind, payload }: FoldedEvent): void {
    const said: unknown = JSON.parse(payload)
    switch (kind) {
      case 'strategy-applied':
        this.#apply(seq, said as Said[typeof kind])
        break
      case 'values-recorded':
        this.#observe(seq, (said as Said[typeof kind]).rows)
        break
      case 'periods-locked': {
        const { until, reason } = said as Said[typeof kind]
        this.#locks.push({ seq, last_day: parseDay(until) as number, reason })
        break
      }
      case 'member-set': {
        const { userId, roles, person, department } = said as Said[typeof kind]
        this.#members.set(userId, { user_id: userId, roles, person, department, seq })
        break
      }
      case 'token-created':
        this.#createToken(at, said as Said[typeof kind])
        break
      case 'token-revoked': {
        const token = this.#tokens.get((said as Said[typeof kind]).id)
        if (token) token.revoked_at = new Date(at)
        break
      }
      case 'webhook-created':
        this.#createWebhook(seq, at, said as Said[typeof kind])
        break
      case 'webhook-deleted': {
        const webhook = this.#webhooks.get((said as Said[typeof kind]).id)
        if (webhook) webhook.deleted_at = new Date(at)
        break
      }
      case 'webhook-paused':
      case 'webhook-resumed': {
        const webhook = this.#webhooks.get((said as Said[typeof kind]).id)
        if (webhook) webhook.paused_at = kind === 'webhook-paused' ? new Date(at) : null
        break
      }
      case 'negotiation-moved':
        this.#negotiate(seq, said as Said[typeof kind])
        break
      case 'review-moved':
        this.#review(seq, said as Said[typeof kind])
        break
      case 'board-saved': {
        const { id, name, owner, layout, version } = said as Said[typeof kind]
        const row = { board_id: id, name, owner, layout: canonical(layout), version, seq }
        this.#boards.set(id, row)
        break
      }
      case 'board-deleted':
        this.#deleteBoard((said as Said[typeof kind]).id)
        break
      case 'board-shared':
        this.#share(at, said as Said[typeof kind])
        break
      case 'board-unshared': {
        const share = this.#shares.get((said as Said[typeof kind]).id)
        if (share) share.revoked_at = new Date(at)
        break
      }
      case 'comment-added': {
        const { id, on, author, text, mentions } = said as Said[typeof kind]
        const row = { comment_id: id, subject: on, author, text, mentions, created_at: new Date(at), seq }
        this.#comments.set(id, row)
        break
      }
      case 'comment-removed':
        this.#comments.delete((said as Said[typeof kind]).id)
        break
      case 'import-uploaded': {
        const { id, name, sha256, author } = said as Said[typeof kind]
        const nothing = { mapping: null, accounting: null, values_seq: null }
        const row = { import_id: id, name, sha256, author, created_at: new Date(at), ...nothing, seq }
        this.#imports.set(id, { ...row, state: 'uploaded' })
        break
      }
      case 'import-mapped': {
        const { id, mapping } = said as Said[typeof kind]
        this.#moveImport(id, { state: 'previewed', mapping: canonical(mapping), seq })
        break
      }
      case 'import-committed': {
        const { id, accounting, rows } = said as Said[typeof kind]
        this.#observe(seq, rows)
        const change = { accounting: canonical(accounting), values_seq: seq, seq }
        this.#moveImport(id, { state: 'committed', ...change })
        break
      }
      case 'import-undone': {
        const { id, rows } = said as Said[typeof kind]
        this.#observe(seq, rows)
        this.#moveImport(id, { state: 'undone', seq })
        break
      }
    }
  }

  #moveImport(id: string, change: Partial<Row<'import'>>): void {
    const row = this.#imports.get(id)
    if (row) this.#imports.set(id, { ...row, ...change })
  }

  #deleteBoard(id: string): void {
    this.#boards.delete(id)
    for (const { share_id, board_id } of this.#shares.values())
      if (board_id === id) this.#shares.delete(share_id)
  }

  #share(at: string, { id, board, tokenHash, expiresAt }: Said['board-shared']): void {
    this.#shares.set(id, {
      share_id: id,
      board_id: board,
      token_hash: Buffer.from(tokenHash, 'hex'),
      created_at: new Date(at),
      expires_at: new Date(expiresAt),
      revoked_at: null,
    })
  }

  #apply(seq: number, { files, negotiations = [] }: Said['strategy-applied']): void {
    for (const { path, text } of files) this.#documents.push({ path, seq, text })
    for (const one of negotiations) this.#negotiate(seq, { ...one, files: [] })
  }

  #negotiate(seq: number, { id, subject, place, steps, files }: Said['negotiation-moved']): void {
    for (const [at, step] of steps.entries()) {
      const row = { subject: canonical(subject), step: canonical(step), seq }
      this.#negotiationSteps.push({ negotiation_id: id, place: place + at, ...row })
    }
    for (const { path, text } of files) this.#documents.push({ path, seq, text })
  }

  #review(
    seq: number,
    { id, subject, place, steps, snapshot, files, negotiations }: Said['review-moved'],
  ): void {
    for (const [at, step] of steps.entries()) {
      const row = { subject: canonical(subject), step: canonical(step), seq }
      this.#reviewSteps.push({ review_id: id, place: place + at, ...row })
    }
    if (snapshot) this.#reviewSnapshots.push({ review_id: id, seq, ...snapshot })
    for (const one of negotiations) this.#negotiate(seq, { ...one, files: [] })
    for (const { path, text } of files) this.#documents.push({ path, seq, text })
  }

  #observe(seq: number, columns: Columns): void {
    for (const [place, measure] of columns.measure.entries()) {
      this.#observations.push({
        measure,
        ordinal: columns.ordinal[place] as number,
        seq,
        place,
        value: columns.value[place] ?? Number.NaN,
        recorded: columns.recorded[place] as number,
        entered: columns.entered[place] as number,
        source: columns.source[place] ?? null,
        note: columns.note[place] ?? null,
        source_seq: columns.sourceSeq[place] ?? null,
        reason: columns.reason[place] ?? null,
      })
    }
  }

  #createToken(at: string, { id, userId, tokenHash, name, scopes, expiresAt }: Said['token-created']): void {
    this.#tokens.set(id, {
      token_id: id,
      user_id: userId,
      token_hash: Buffer.from(tokenHash, 'hex'),
      name,
      scopes,
      created_at: new Date(at),
      expires_at: new Date(expiresAt),
      revoked_at: null,
    })
  }

  #createWebhook(
    seq: number,
    at: string,
    { id, url, kinds, sealedSecret, keyId }: Said['webhook-created'],
  ): void {
    this.#webhooks.set(id, {
      webhook_id: id,
      url,
      kinds,
      sealed_secret: Buffer.from(sealedSecret, 'hex'),
      key_id: keyId,
      created_at: new Date(at),
      deleted_at: null,
      paused_at: null,
      seq,
    })
  }
}
