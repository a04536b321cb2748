import { hashOf } from '../store/chain.ts'
import type { Database } from '../store/database.ts'
import { eventsAfter, readHead } from '../store/read/event.ts'
import type { LiveOrganisation } from './organisation.ts'

/** How far a chain of events was made anew from its events, and whether it came out the same. */
export type ChainState = {
  /** The last event of the unbroken chain. */
  readonly verified: number
  readonly head: number
  readonly at: string
  /** The first event whose hash is not what its content and the event before it make. */
  readonly brokenAt: number | null
}

const batch = 200
const nothing = Buffer.alloc(32)
/** What was verified is verified once; whoever wants it from the first event on says so. */
const known = new WeakMap<LiveOrganisation, { readonly seq: number; readonly hash: Buffer }>()

/** Makes every hash of a chain anew, from where it was last left or, with `whole`, from its first event. */
export async function verifyChain(
  database: Database,
  live: LiveOrganisation,
  now: number,
  whole: boolean,
): Promise<ChainState> {
  const { orgId } = live
  let { seq, hash } = (whole ? undefined : known.get(live)) ?? { seq: 0, hash: nothing }
  const at = new Date(now).toISOString()
  const head = await database.inTenant(orgId, (tenant) => readHead(tenant, orgId))
  while (seq < head.seq) {
    const events = await database.inTenant(orgId, (tenant) => eventsAfter(tenant, orgId, seq, batch))
    for (const event of events) {
      const isNext = event.seq === seq + 1 && event.previous.equals(hash)
      if (!isNext || !event.hash.equals(hashOf({ orgId, ...event })))
        return { verified: seq, head: head.seq, at, brokenAt: seq + 1 }
      seq = event.seq
      hash = event.hash
    }
    if (events.length === 0) return { verified: seq, head: head.seq, at, brokenAt: seq + 1 }
    await new Promise((resolve) => setImmediate(resolve))
  }
  known.set(live, { seq, hash })
  return { verified: seq, head: Math.max(seq, head.seq), at, brokenAt: null }
}
