import { createHash } from 'node:crypto'

/** An event in its place in the chain. */
export type Chained = {
  readonly orgId: string
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly kind: string
  /** Canonical JSON. */
  readonly payload: string
  readonly previous: Buffer
}

/** SHA-256 over the event as canonical JSON (RFC 8785), with the hash of the event before it. */
export function hashOf({ orgId, seq, at, actor, kind, payload, previous }: Chained): Buffer {
  const text = JSON.stringify
  const whole = `{"actor":${text(actor)},"at":${text(at.toISOString())},"kind":${text(kind)},"organisation":${text(orgId)},"payload":${payload},"previous":"${previous.toString('hex')}","seq":${seq}}`
  return createHash('sha256').update(whole).digest()
}
