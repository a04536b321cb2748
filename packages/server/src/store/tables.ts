/** The tables as the database knows them. Days are whole numbers, `seq` a whole number below 2^53. */
export type Tables = {
  account: {
    user_id: string
    email: string
    name: string
    password_hash: string | null
    issuer: string | null
    subject: string | null
    created_at: Date
    disabled_at: Date | null
  }
  session: {
    token_hash: Buffer
    user_id: string
    created_at: Date
    used_at: Date
    signed_in_at: Date
    expires_at: Date
  }
  invitation: { token_hash: Buffer; user_id: string; expires_at: Date }
  setting: { name: string; value: string }
  organisation: { org_id: string; slug: string; is_demo: boolean; created_at: Date }
  head: { org_id: string; seq: number; hash: Buffer; halted: string | null }
  event: {
    org_id: string
    seq: number
    at: Date
    actor: string
    kind: string
    payload: string
    previous: Buffer
    hash: Buffer
  }
  outbox: { org_id: string; seq: number; kind: string; created_at: Date }
  idempotency: {
    org_id: string
    principal: string
    route: string
    key: string
    body_hash: Buffer
    status: number
    answer: string
    created_at: Date
  }
  document: { org_id: string; path: string; seq: number; text: string | null }
  observation: {
    org_id: string
    measure: string
    ordinal: number
    seq: number
    place: number
    value: number
    recorded: number
    entered: number
    source: string | null
    note: string | null
    source_seq: number | null
    reason: string | null
  }
  period_lock: { org_id: string; last_day: number; seq: number; reason: string }
  membership: {
    org_id: string
    user_id: string
    roles: string[]
    person: string | null
    department: string | null
    seq: number
  }
  api_token: {
    org_id: string
    token_id: string
    user_id: string
    token_hash: Buffer
    name: string
    scopes: string[]
    created_at: Date
    expires_at: Date
    revoked_at: Date | null
  }
  webhook: {
    org_id: string
    webhook_id: string
    url: string
    /** The kinds of events that it tells of; null: all. */
    kinds: string[] | null
    /** The signing secret, sealed by the key of this fingerprint. */
    sealed_secret: Buffer
    key_id: string
    created_at: Date
    deleted_at: Date | null
    paused_at: Date | null
    seq: number
  }
  negotiation_step: {
    org_id: string
    negotiation_id: string
    /** From 1, without a gap. */
    place: number
    /** What is negotiated, and what happened: canonical JSON. */
    subject: string
    step: string
    seq: number
  }
  review_step: {
    org_id: string
    review_id: string
    /** From 1, without a gap. */
    place: number
    /** What is reviewed, and what happened: canonical JSON. */
    subject: string
    step: string
    seq: number
  }
  review_snapshot: {
    org_id: string
    review_id: string
    seq: number
    /** Of the content: SHA-256 in hexadecimal digits. */
    hash: string
    /** What was seen: canonical JSON. */
    content: string
  }
  webhook_delivery: {
    org_id: string
    delivery_id: string
    webhook_id: string
    seq: number
    kind: string
    state: 'waiting' | 'delivered' | 'failed'
    attempts: number
    /** When it is tried next; where it has ended, when it did. */
    due_at: Date
    created_at: Date
    answer_status: number | null
    fault: string | null
  }
  board: {
    org_id: string
    board_id: string
    name: string
    /** Who keeps it: `user:<id>`, or `token:<id>` for a program that belongs to nobody. */
    owner: string
    /** Its tiles, as canonical JSON. */
    layout: string
    /** From 1, by one with each change. */
    version: number
    seq: number
  }
  board_share: {
    org_id: string
    share_id: string
    board_id: string
    /** Of the link's secret, which is shown once. */
    token_hash: Buffer
    created_at: Date
    expires_at: Date
    revoked_at: Date | null
  }
  import: {
    org_id: string
    import_id: string
    /** Of the file. */
    name: string
    sha256: string
    author: string
    created_at: Date
    state: 'uploaded' | 'previewed' | 'committed' | 'undone'
    /** How the sheet is read, and what came of it: canonical JSON. */
    mapping: string | null
    accounting: string | null
    /** The event that recorded its values. */
    values_seq: number | null
    seq: number
  }
  import_file: {
    org_id: string
    import_id: string
    /** What is in the file, and what of it was rejected: deflated JSON. */
    content: Buffer
    rejected: Buffer | null
    kept_until: Date
  }
  comment: {
    org_id: string
    comment_id: string
    /** What it is on: `kpi:<id>`, `objective:<id>` or `finding:<code>:<id>`. */
    subject: string
    author: string
    text: string
    /** Persons of the strategy. */
    mentions: string[]
    created_at: Date
    seq: number
  }
}
