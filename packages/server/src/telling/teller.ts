import type { Registry } from '../live/registry.ts'
import { nextSending } from '../store/read/notice.ts'
import { allOrganisations } from '../store/read/organisation.ts'
import { forgetNotices } from '../store/write/notice.ts'
import { claimSendings, forgetSendings, giveUpSendings } from '../store/write/sending.ts'
import { carry, leaseMs } from './courier.ts'
import type { CourierParts } from './parts.ts'
import { passNotices } from './pass.ts'
import { routeNotices } from './route-notices.ts'
import { readView } from './view.ts'

const tickMs = 250
const sweepMs = 60_000
/** The first look at everything, when a start is over. */
const firstSweepMs = 3000
/** So long an organisation is left alone after it was looked at, however much happens in it. */
const restMs = 500
/** What takes long is looked at soon after an event, and no more often than this. */
const wholeMs = 15_000
const keptMs = 90 * 24 * 3_600_000
const most = 5

export type TellerParts = CourierParts & {
  readonly registry: Registry
  readonly log: (line: string) => void
}

/**
 * Tells people: after every event, and once a minute for what only the clock brings. Notices have natural keys and
 * sendings are claimed under row locks, so that any process may do it and one does; memory holds only when an
 * organisation is to be looked at next.
 */
export class Teller {
  readonly #parts: TellerParts
  readonly #due = new Map<string, number>()
  readonly #wholeDue = new Map<string, number>()
  readonly #lastWhole = new Map<string, number>()
  /** By the clock of the process, which no change of the time of day moves. */
  readonly #restUntil = new Map<string, number>()
  readonly #slugs = new Map<string, string>()
  readonly #busy = new Map<string, Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #nextSweep = 0
  #sweeping: Promise<void> = Promise.resolve()
  #isStopping = false

  constructor(parts: TellerParts) {
    this.#parts = parts
  }

  start(): void {
    this.#nextSweep = this.#parts.clock() + firstSweepMs
    this.#timer = setInterval(() => this.#tick(), tickMs)
  }

  /** Says that an event was committed, as `<organisation> <seq>`; '' says that some may have been missed. */
  hear(text: string): void {
    const [orgId = ''] = text.split(' ')
    if (orgId === '') this.#nextSweep = Math.min(this.#nextSweep, this.#parts.clock() + firstSweepMs)
    else {
      const last = this.#lastWhole.get(orgId) ?? 0
      const soon = Math.max(this.#parts.clock() + firstSweepMs, last + wholeMs)
      if (!this.#wholeDue.has(orgId)) this.#wholeDue.set(orgId, soon)
      this.#due.set(orgId, 0)
    }
  }

  /** Ends what is being sent, and takes up nothing more. */
  async stop(): Promise<void> {
    this.#isStopping = true
    clearInterval(this.#timer)
    await this.#sweeping
    await Promise.all(this.#busy.values())
  }

  /** Looks at every organisation once, and sends what is due. */
  async pass(): Promise<void> {
    for (const { orgId, slug } of await allOrganisations(this.#parts.database)) {
      this.#slugs.set(orgId, slug)
      await this.#busy.get(orgId)
      await this.#work(orgId, true)
    }
  }

  #tick(): void {
    const now = this.#parts.clock()
    if (now >= this.#nextSweep) {
      this.#nextSweep = now + sweepMs
      this.#sweeping = this.#sweeping.then(() => this.#sweep()).catch((error) => this.#complain(error))
    }
    for (const [due, isWhole] of [
      [this.#wholeDue, true],
      [this.#due, false],
    ] as const)
      for (const [orgId, at] of due) {
        if (at > now || this.#busy.has(orgId)) continue
        if ((this.#restUntil.get(orgId) ?? 0) > performance.now()) continue
        due.delete(orgId)
        this.#take(orgId, isWhole)
      }
  }

  async #sweep(): Promise<void> {
    const { database, clock } = this.#parts
    const before = new Date(clock() - keptMs)
    for (const { orgId, slug } of await allOrganisations(database)) {
      if (this.#isStopping) return
      this.#slugs.set(orgId, slug)
      await database.inTenant(orgId, async (tenant) => {
        await forgetNotices(tenant, orgId, before)
        await forgetSendings(tenant, orgId, before)
      })
      await this.#busy.get(orgId)
      await this.#take(orgId, true)
    }
  }

  #take(orgId: string, isWhole: boolean): Promise<void> {
    const work = this.#work(orgId, isWhole)
      .catch((error) => this.#complain(error))
      .finally(() => this.#busy.delete(orgId))
    this.#busy.set(orgId, work)
    return work
  }

  async #work(orgId: string, isWhole: boolean): Promise<void> {
    const { database, registry, clock, smtp } = this.#parts
    const slug = await this.#slugOf(orgId)
    const live = await registry.get(orgId)
    // Findings take a while, and are then there at once: no transaction waits for them.
    this.#restUntil.set(orgId, performance.now() + restMs)
    if (isWhole) {
      this.#lastWhole.set(orgId, clock())
      await live.align()
    }
    await database.inTenant(orgId, async (tenant) => {
      const view = await readView(database, tenant, live, clock())
      await passNotices(view, isWhole)
      while ((await routeNotices(view, smtp !== undefined)) > 0);
    })
    while (!this.#isStopping) {
      const now = new Date(clock())
      const until = new Date(now.getTime() + leaseMs)
      const claimed = await database.inTenant(orgId, async (tenant) => {
        await giveUpSendings(tenant, orgId, { now, fault: 'The process that sent it ended before it knew.' })
        return claimSendings(tenant, orgId, { now, until, most })
      })
      if (claimed.length === 0) break
      await Promise.all(claimed.map((sending) => carry(this.#parts, { slug, live }, sending)))
    }
    const next = await database.inTenant(orgId, (tenant) => nextSending(tenant, orgId))
    if (next) this.#due.set(orgId, Math.min(next.getTime(), this.#due.get(orgId) ?? Number.POSITIVE_INFINITY))
  }

  async #slugOf(orgId: string): Promise<string> {
    if (!this.#slugs.has(orgId))
      for (const row of await allOrganisations(this.#parts.database)) this.#slugs.set(row.orgId, row.slug)
    return this.#slugs.get(orgId) ?? ''
  }

  #complain(error: unknown): void {
    if (!this.#isStopping) this.#parts.log(`telling: ${(error as Error).message}`)
  }
}
