import { Failure } from '../errors.ts'
import { hashOf } from '../store/chain.ts'
import { Fold } from '../store/fold.ts'
import type { KeptEvent } from '../store/read/event.ts'
import { createOrganisation } from '../store/write/organisation.ts'
import { restoreEvents, restoreState } from '../store/write/restore.ts'
import type { Parts } from './run.ts'

export type Restored = { readonly slug: string; readonly events: number; readonly rows: number }

type Line = Readonly<Record<string, unknown>>

/**
 * Makes an organisation from an archive: its events as they were, and the rows that they come to. Refuses an archive
 * whose chain is broken or cut, and an organisation that is there already; then nothing is written.
 */
export async function restoreArchive({ database }: Parts, lines: AsyncIterable<string>): Promise<Restored> {
  let first: Line | undefined
  let isEnded = false
  const events: KeptEvent[] = []
  const fold = new Fold()
  for await (const text of lines) {
    if (text === '') continue
    const line = parse(text)
    if (line.type === 'archive') first = line
    else if (line.type === 'end') isEnded = true
    else if (line.type === 'event') {
      const event = eventOf(line)
      refuseBroken(String(first?.organisation), event, events.at(-1))
      events.push(event)
      fold.take({ ...event, at: event.at.toISOString() })
    }
  }
  if (first?.version !== 1) throw new Failure('invalid-request', 'This is no archive of version 1.')
  const head = first.head as { seq: number; hash: string }
  const last = events.at(-1)
  if (!isEnded || !last || last.seq !== head.seq)
    throw new Failure('invalid-request', 'The archive was cut off.')
  const orgId = String(first.organisation)
  const slug = String(first.slug)
  const made = { orgId, slug, isDemo: Boolean(first.isDemo), at: new Date(String(first.createdAt)) }
  const { state } = fold
  const isNew = await createOrganisation(database, made, async (tenant) => {
    await restoreEvents(tenant, orgId, events)
    await restoreState(tenant, orgId, state)
  })
  if (!isNew) throw new Failure('slug-taken', `There is an organisation "${slug}" already.`)
  const rows = Object.values(state).reduce((sum, table) => sum + table.length, 0)
  return { slug, events: events.length, rows }
}

function parse(text: string): Line {
  try {
    return JSON.parse(text) as Line
  } catch {
    throw new Failure('invalid-request', 'The archive was cut off, or is no archive.')
  }
}

function eventOf({ seq, at, actor, kind, payload, previous, hash }: Line): KeptEvent {
  return {
    seq: Number(seq),
    at: new Date(String(at)),
    actor: String(actor),
    kind: String(kind),
    payload: String(payload),
    previous: Buffer.from(String(previous), 'hex'),
    hash: Buffer.from(String(hash), 'hex'),
  }
}

function refuseBroken(orgId: string, event: KeptEvent, before: KeptEvent | undefined): void {
  const follows = event.seq === (before?.seq ?? 0) + 1 && (!before || event.previous.equals(before.hash))
  if (follows && hashOf({ orgId, ...event }).equals(event.hash)) return
  throw new Failure(
    'invalid-request',
    `The chain of the archive is broken at event ${event.seq}. keelson verify says more.`,
  )
}
