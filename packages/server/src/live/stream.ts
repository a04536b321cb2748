import type { Database } from '../store/database.ts'
import { eventsAfter } from '../store/read/event.ts'
import type { LiveOrganisation } from './organisation.ts'
import type { Registry } from './registry.ts'
import { Snapshot } from './snapshot.ts'

/** A server-sent event: its id is the number of the last event that it tells of. */
export type Frame = { readonly id: number; readonly text: string }

type Viewer = { readonly send: (frame: Frame) => void; last: number; isBehind: boolean }
type Channel = {
  readonly snapshot: Snapshot
  readonly viewers: Set<Viewer>
  telling: Promise<void>
  toldUpTo: number
  isAligning: boolean
}

const mostEvents = 500
const waitMs = 20

/** Tells viewers of an organisation what happened, and what every number is that changed by it, event by event without gaps. */
export class Stream {
  readonly #database: Database
  readonly #registry: Registry
  readonly #channels = new Map<string, Channel>()
  readonly #stop: () => void

  constructor(database: Database, registry: Registry) {
    this.#database = database
    this.#registry = registry
    this.#stop = registry.onMove((live) => this.#moved(live))
  }

  get viewers(): number {
    let count = 0
    for (const { viewers } of this.#channels.values()) count += viewers.size
    return count
  }

  /** Sends what happened after an event, and from then on whatever happens; the answer ends it. */
  async follow(orgId: string, after: number | undefined, send: (frame: Frame) => void): Promise<() => void> {
    const live = await this.#registry.get(orgId)
    const channel = this.#channels.get(orgId) ?? open(live)
    this.#channels.set(orgId, channel)
    const viewer: Viewer = {
      send,
      last: Math.min(after ?? channel.toldUpTo, channel.toldUpTo),
      isBehind: true,
    }
    channel.viewers.add(viewer)
    const leave = () => {
      channel.viewers.delete(viewer)
      if (channel.viewers.size === 0 && this.#channels.get(orgId) === channel) this.#channels.delete(orgId)
    }
    try {
      if (after === undefined || after > live.seq) {
        viewer.last = channel.toldUpTo
        send(frameOf('hello', channel.toldUpTo, { seq: channel.toldUpTo }))
      } else while (viewer.last < channel.toldUpTo) await this.#catchUp(orgId, viewer, channel)
    } catch (error) {
      leave()
      throw error
    }
    viewer.isBehind = false
    return leave
  }

  close(): void {
    this.#stop()
    this.#channels.clear()
  }

  /** What was missed is told with its subjects; numbers are to be read again, since they may have changed since. */
  async #catchUp(orgId: string, viewer: Viewer, channel: Channel): Promise<void> {
    while (viewer.last < channel.toldUpTo) {
      const events = await this.#database.inTenant(orgId, (tenant) =>
        eventsAfter(tenant, orgId, viewer.last, mostEvents),
      )
      for (const { seq, kind, at } of events) {
        if (seq > channel.toldUpTo) break
        viewer.send(frameOf('missed', seq, { seq, kind, at: at.toISOString() }))
        viewer.last = seq
      }
      if (events.length === 0) return
    }
  }

  #moved(live: LiveOrganisation): void {
    const channel = this.#channels.get(live.orgId)
    if (!channel) return
    channel.telling = channel.telling.then(() => this.#tell(live, channel)).catch(() => {})
  }

  /** What happens within a moment is told together, so that a burst of values is one message. */
  async #tell(live: LiveOrganisation, channel: Channel): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    if (channel.toldUpTo >= live.seq) return
    const { orgId } = live
    const events = await this.#database.inTenant(orgId, (tenant) =>
      eventsAfter(tenant, orgId, channel.toldUpTo, mostEvents),
    )
    const last = events.at(-1)
    if (!last) return
    const told = events.map(({ seq, kind, at }) => ({ seq, kind, at: at.toISOString() }))
    const isWhole = last.seq >= live.seq
    const data = {
      seq: last.seq,
      events: told,
      ...(isWhole && { changes: channel.snapshot.changes(live.engine) }),
    }
    const frame = frameOf('change', last.seq, data)
    channel.toldUpTo = last.seq
    for (const viewer of channel.viewers) {
      if (viewer.isBehind || viewer.last >= last.seq) continue
      viewer.last = last.seq
      viewer.send(frame)
    }
    if (isWhole) this.#tellAlignment(live, channel)
    else await this.#tell(live, channel)
  }

  /** Findings take longer than numbers, so they come after them, once for what has changed until then. */
  #tellAlignment(live: LiveOrganisation, channel: Channel): void {
    if (channel.isAligning) return
    channel.isAligning = true
    live
      .align()
      .then(({ score, findings }) => {
        channel.isAligning = false
        const open = findings.filter(({ waiver }) => !waiver).length
        const frame = frameOf('alignment', channel.toldUpTo, {
          seq: channel.toldUpTo,
          alignment: score,
          findings: open,
        })
        for (const viewer of channel.viewers) if (!viewer.isBehind) viewer.send(frame)
      })
      .catch(() => {
        channel.isAligning = false
      })
  }
}

function open(live: LiveOrganisation): Channel {
  const snapshot = new Snapshot()
  snapshot.changes(live.engine)
  return { snapshot, viewers: new Set(), telling: Promise.resolve(), toldUpTo: live.seq, isAligning: false }
}

function frameOf(event: string, id: number, data: unknown): Frame {
  return { id, text: `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data, finiteOnly)}\n\n` }
}

function finiteOnly(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}
