import { createHmac } from 'node:crypto'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptEvent } from '../store/read/event.ts'

/** The kinds of events that can be told of. */
export const eventKinds = [
  'organisation-founded',
  'strategy-applied',
  'values-recorded',
  'periods-locked',
  'member-set',
  'token-created',
  'token-revoked',
  'webhook-created',
  'webhook-deleted',
  'webhook-paused',
  'webhook-resumed',
  'negotiation-moved',
  'review-moved',
  'board-saved',
  'board-deleted',
  'board-shared',
  'board-unshared',
  'comment-added',
  'comment-removed',
  'import-uploaded',
  'import-mapped',
  'import-committed',
  'import-undone',
] as const

export type EventKind = (typeof eventKinds)[number]

const prefix = 'whsec_'
const mostListed = 200

/** A signing secret as people are shown it: `whsec_` and base64 (Standard Webhooks 1.0). */
export function printSecret(secret: Buffer): string {
  return prefix + secret.toString('base64')
}

/** The headers that say which message this is, when it was sent, and that it is ours (Standard Webhooks 1.0). */
export function signedHeaders(
  secret: Buffer,
  id: string,
  at: Date,
  body: string,
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` }
}

/**
 * What is sent of an event: its kind, time and number, and which items it is about. Values, texts, people and tokens are
 * left out: the receiver reads them with rights of its own.
 */
export function bodyOf(event: KeptEvent, slug: string, live: LiveOrganisation): string {
  const { seq, at, kind, payload } = event
  const data = { organisation: slug, seq, ...subjectsOf(kind, JSON.parse(payload), live) }
  return JSON.stringify({ type: kind, timestamp: at.toISOString(), data })
}

type Said = Readonly<Record<string, unknown>>

function subjectsOf(kind: string, said: Said, live: LiveOrganisation): Said {
  if (kind === 'strategy-applied') {
    const changes = said.changes as readonly { kind: string; change: string; id: string; name: string }[]
    const told = changes.map(({ kind: item, change, id, name }) => ({ kind: item, change, id, name }))
    return listed('changes', told)
  }
  if (kind === 'values-recorded' || kind === 'import-committed' || kind === 'import-undone') {
    const { measure, ordinal } = said.rows as { measure: readonly string[]; ordinal: readonly number[] }
    return listed(
      'values',
      measure.map((id, at) => ({ measure: id, period: periodOf(live, id, ordinal[at] as number) })),
    )
  }
  if (kind === 'negotiation-moved') {
    const { id, subject, steps } = said as {
      id: string
      subject: unknown
      steps: readonly { kind: string }[]
    }
    return { negotiation: id, subject, steps: steps.map((step) => step.kind) }
  }
  if (kind === 'import-uploaded' || kind === 'import-mapped') return { import: said.id }
  if (kind === 'review-moved') {
    const { id, subject, steps } = said as {
      id: string
      subject: unknown
      steps: readonly { kind: string }[]
    }
    return { review: id, subject, steps: steps.map((step) => step.kind) }
  }
  if (kind === 'comment-added') return { comment: said.id, on: said.on }
  if (kind === 'board-saved' || kind === 'board-deleted') return { board: said.id }
  if (kind === 'periods-locked') return { until: said.until, reason: said.reason }
  return {}
}

/** The first of a list, and how many there are in all. */
function listed(name: string, all: readonly unknown[]): Said {
  return { [name]: all.slice(0, mostListed), count: all.length }
}

/** Null where the measure is no longer there. */
function periodOf({ strategy }: LiveOrganisation, measure: string, ordinal: number): string | null {
  const grain = strategy.measures.get(measure)?.grain
  return grain === undefined ? null : strategy.organisation.calendar.name(grain, ordinal)
}
