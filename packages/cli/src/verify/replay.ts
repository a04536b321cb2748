import { canonicalText } from './canonical.ts'

type Table = Map<string, string>
type Said = Readonly<Record<string, unknown>>

/** Replays events into the rows that there should be, each by a key, as canonical text. Shares no code with the server. */
export class Replay {
  readonly tables: Readonly<Record<string, Table>> = {
    document: new Map(),
    observation: new Map(),
    period_lock: new Map(),
    membership: new Map(),
    api_token: new Map(),
    webhook: new Map(),
    negotiation_step: new Map(),
    review_step: new Map(),
    review_snapshot: new Map(),
    board: new Map(),
    board_share: new Map(),
    comment: new Map(),
    import: new Map(),
  }

  event(seq: number, at: string, kind: string, payload: string): void {
    const said = JSON.parse(payload) as Said
    if (kind === 'strategy-applied') {
      for (const { path, text } of said.files as { path: string; text: string | null }[]) {
        this.#put('document', `${seq} ${path}`, { path, seq, text })
      }
      for (const one of (said.negotiations ?? []) as Said[]) this.#negotiation(seq, { ...one, files: [] })
    } else if (kind === 'values-recorded') this.#values(seq, said.rows as Readonly<Record<string, unknown[]>>)
    else if (kind === 'periods-locked') {
      const last_day = Math.round(Date.parse(`${said.until}T00:00:00Z`) / 86_400_000)
      this.#put('period_lock', String(seq), { last_day, seq, reason: said.reason })
    } else if (kind === 'member-set') {
      const { userId, roles, person, department } = said
      this.#put('membership', String(userId), { user_id: userId, roles, person, department, seq })
    } else if (kind === 'token-created') {
      const { id, userId, tokenHash, name, scopes, expiresAt } = said
      const row = { token_id: id, user_id: userId, token_hash: tokenHash, name, scopes }
      this.#put('api_token', String(id), { ...row, created_at: at, expires_at: expiresAt, revoked_at: null })
    } else if (kind === 'token-revoked') {
      this.#change('api_token', String(said.id), { revoked_at: at })
    } else if (kind === 'webhook-created') {
      const { id, url, kinds, sealedSecret, keyId } = said
      const row = { webhook_id: id, url, kinds, sealed_secret: sealedSecret, key_id: keyId, seq }
      this.#put('webhook', String(id), { ...row, created_at: at, deleted_at: null, paused_at: null })
    } else if (kind === 'webhook-deleted') this.#change('webhook', String(said.id), { deleted_at: at })
    else if (kind === 'webhook-paused') this.#change('webhook', String(said.id), { paused_at: at })
    else if (kind === 'webhook-resumed') this.#change('webhook', String(said.id), { paused_at: null })
    else if (kind === 'negotiation-moved') this.#negotiation(seq, said)
    else if (kind === 'review-moved') this.#review(seq, said)
    else if (kind.startsWith('board-')) this.#board(seq, at, kind, said)
    else if (kind === 'comment-added') {
      const { id, on, author, text, mentions } = said
      const row = { comment_id: id, subject: on, author, text, mentions, created_at: at, seq }
      this.#put('comment', String(id), row)
    } else if (kind === 'comment-removed') this.tables.comment?.delete(String(said.id))
    else if (kind.startsWith('import-')) this.#import(seq, at, kind, said)
  }

  #import(seq: number, at: string, kind: string, said: Said): void {
    const id = String(said.id)
    if (said.rows !== undefined) this.#values(seq, said.rows as Readonly<Record<string, unknown[]>>)
    if (kind === 'import-uploaded') {
      const { name, sha256, author } = said
      const nothing = { mapping: null, accounting: null, values_seq: null }
      const row = { import_id: id, name, sha256, author, created_at: at, state: 'uploaded', ...nothing, seq }
      this.#put('import', id, row)
    } else if (kind === 'import-mapped') {
      this.#change('import', id, { state: 'previewed', mapping: canonicalText(said.mapping), seq })
    } else if (kind === 'import-committed') {
      const accounting = canonicalText(said.accounting)
      this.#change('import', id, { state: 'committed', accounting, values_seq: seq, seq })
    } else if (kind === 'import-undone') this.#change('import', id, { state: 'undone', seq })
  }

  #board(seq: number, at: string, kind: string, said: Said): void {
    const id = String(said.id)
    if (kind === 'board-saved') {
      const { name, owner, layout, version } = said
      this.#put('board', id, { board_id: id, name, owner, layout: canonicalText(layout), version, seq })
    } else if (kind === 'board-shared') {
      const row = { share_id: id, board_id: said.board, token_hash: said.tokenHash, created_at: at }
      this.#put('board_share', id, { ...row, expires_at: said.expiresAt, revoked_at: null })
    } else if (kind === 'board-unshared') this.#change('board_share', id, { revoked_at: at })
    else if (kind === 'board-deleted') {
      this.tables.board?.delete(id)
      for (const [key, row] of this.tables.board_share ?? [])
        if (JSON.parse(row).board_id === id) this.tables.board_share?.delete(key)
    }
  }

  #negotiation(seq: number, { id, subject, place, steps, files }: Said): void {
    for (const [at, step] of (steps as unknown[]).entries()) {
      const row = { negotiation_id: id, place: Number(place) + at, subject: canonicalText(subject) }
      this.#put('negotiation_step', keyOf('negotiation_step', row), {
        ...row,
        step: canonicalText(step),
        seq,
      })
    }
    for (const { path, text } of files as { path: string; text: string | null }[])
      this.#put('document', `${seq} ${path}`, { path, seq, text })
  }

  #review(seq: number, said: Said): void {
    const { id, subject, place, steps, snapshot, files, negotiations } = said
    for (const [at, step] of (steps as unknown[]).entries()) {
      const row = { review_id: id, place: Number(place) + at, subject: canonicalText(subject) }
      const key = keyOf('review_step', row)
      this.#put('review_step', key, { ...row, step: canonicalText(step), seq })
    }
    if (snapshot) {
      const row = { review_id: id, seq, ...(snapshot as Said) }
      this.#put('review_snapshot', keyOf('review_snapshot', row), row)
    }
    for (const one of negotiations as Said[]) this.#negotiation(seq, { ...one, files: [] })
    for (const { path, text } of files as { path: string; text: string | null }[])
      this.#put('document', `${seq} ${path}`, { path, seq, text })
  }

  #values(seq: number, columns: Readonly<Record<string, unknown[]>>): void {
    const count = columns.measure?.length ?? 0
    for (let place = 0; place < count; place++) {
      const at = (name: string) => columns[name]?.[place] ?? null
      this.#put('observation', `${seq} ${place}`, {
        measure: at('measure'),
        ordinal: at('ordinal'),
        seq,
        place,
        value: at('value'),
        recorded: at('recorded'),
        entered: at('entered'),
        source: at('source'),
        note: at('note'),
        source_seq: at('sourceSeq'),
        reason: at('reason'),
      })
    }
  }

  /** Takes a row that there is away from those that there should be; false where it is none of them. */
  meet(table: string, row: Said): boolean {
    const key = keyOf(table, row)
    const expected = this.tables[table]
    if (expected?.get(key) !== canonicalText(row)) return false
    expected.delete(key)
    return true
  }

  /** Rows that there should be and that were not met. */
  missing(): { readonly table: string; readonly key: string }[] {
    return Object.entries(this.tables).flatMap(([table, rows]) =>
      [...rows.keys()].map((key) => ({ table, key })),
    )
  }

  #change(table: string, key: string, change: Said): void {
    const row = this.tables[table]?.get(key)
    if (row !== undefined) this.#put(table, key, { ...JSON.parse(row), ...change })
  }

  #put(table: string, key: string, row: Said): void {
    this.tables[table]?.set(key, canonicalText(row))
  }
}

function keyOf(table: string, row: Said): string {
  if (table === 'document') return `${row.seq} ${row.path}`
  if (table === 'observation') return `${row.seq} ${row.place}`
  if (table === 'membership') return String(row.user_id)
  if (table === 'api_token') return String(row.token_id)
  if (table === 'webhook') return String(row.webhook_id)
  if (table === 'board') return String(row.board_id)
  if (table === 'board_share') return String(row.share_id)
  if (table === 'comment') return String(row.comment_id)
  if (table === 'import') return String(row.import_id)
  if (table === 'review_step') return `${row.review_id} ${row.place}`
  if (table === 'review_snapshot') return `${row.review_id} ${row.seq}`
  if (table === 'negotiation_step') return `${row.negotiation_id} ${row.place}`
  return String(row.seq)
}
