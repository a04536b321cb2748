import type { Registry } from '../live/registry.ts'
import type { Database } from '../store/database.ts'
import { eventAt } from '../store/read/event.ts'
import { allOrganisations } from '../store/read/organisation.ts'
import { deliveryOf, nextDelivery, webhooksOf } from '../store/read/webhook.ts'
import type { DueDelivery } from '../store/write/delivery.ts'
import {
  addDeliveries,
  claimDeliveries,
  forgetDeliveries,
  queueDeliveries,
  settleDelivery,
} from '../store/write/delivery.ts'
import type { Sender } from './attempt.ts'
import { attempt } from './attempt.ts'

const tickMs = 250
const sweepMs = 60_000
/** Longer than an attempt can take: after it, the process that claimed a delivery is taken for dead. */
const leaseMs = 60_000
const keptMs = 30 * 24 * 3_600_000
const most = 10

export type DeliveryParts = Sender & {
  readonly database: Database
  readonly registry: Registry
  readonly log: (line: string) => void
}

/**
 * Tells webhooks of events. What is to be sent lies in the database, claimed under row locks, so that any process may
 * send it and one does; memory holds only when an organisation is to be looked at next.
 */
export class Deliveries {
  readonly #parts: DeliveryParts
  readonly #due = new Map<string, number>()
  readonly #slugs = new Map<string, string>()
  readonly #busy = new Map<string, Promise<void>>()
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #nextSweep = 0
  #sweeping: Promise<void> = Promise.resolve()

  constructor(parts: DeliveryParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => this.#tick(), tickMs)
  }

  /** Says that an event was committed, as `<organisation> <seq>`; '' says that some may have been missed. */
  hear(text: string): void {
    const [orgId = ''] = text.split(' ')
    if (orgId === '') this.#nextSweep = 0
    else this.#due.set(orgId, 0)
  }

  /** Sends an event to a webhook again. Gives the id of the delivery; undefined where there is no such one. */
  async again(orgId: string, webhookId: string, deliveryId: string): Promise<string | undefined> {
    const { database, clock } = this.#parts
    const [id] = await database.inTenant(orgId, async (tenant) => {
      const known = (await webhooksOf(tenant, orgId)).some((one) => one.webhookId === webhookId)
      const sent = known ? await deliveryOf(tenant, orgId, webhookId, deliveryId) : undefined
      if (!sent) return []
      const { seq, kind } = sent
      return addDeliveries(tenant, orgId, [{ webhookId, seq, kind }], new Date(clock()))
    })
    this.#due.set(orgId, 0)
    return id
  }

  /** Breaks off what is being sent, which is sent again later, and takes up nothing more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopping.abort()
    await this.#sweeping
    await Promise.all(this.#busy.values())
  }

  #tick(): void {
    const now = this.#parts.clock()
    if (now >= this.#nextSweep) {
      this.#nextSweep = now + sweepMs
      this.#sweeping = this.#sweep(now).catch((error) => this.#tell(error))
    }
    for (const [orgId, at] of this.#due) {
      if (at > now || this.#busy.has(orgId)) continue
      this.#due.delete(orgId)
      const work = this.#work(orgId).catch((error) => this.#tell(error))
      this.#busy.set(
        orgId,
        work.finally(() => this.#busy.delete(orgId)),
      )
    }
  }

  /** Looks at every organisation, for what was left by a process that died, and forgets what ended long ago. */
  async #sweep(now: number): Promise<void> {
    const { database } = this.#parts
    for (const { orgId, slug } of await allOrganisations(database)) {
      if (this.#stopping.signal.aborted) return
      this.#slugs.set(orgId, slug)
      await database.inTenant(orgId, (tenant) => forgetDeliveries(tenant, orgId, new Date(now - keptMs)))
      this.#due.set(orgId, 0)
    }
  }

  async #work(orgId: string): Promise<void> {
    const { database, clock } = this.#parts
    const { signal } = this.#stopping
    while (!signal.aborted) {
      const now = new Date(clock())
      const until = new Date(now.getTime() + leaseMs)
      const [queued, claimed] = await database.inTenant(orgId, async (tenant) => [
        await queueDeliveries(tenant, orgId, now),
        await claimDeliveries(tenant, orgId, { now, until, most }),
      ])
      await Promise.all(claimed.map((delivery) => this.#send(orgId, delivery, signal)))
      if (queued === 0 && claimed.length === 0) break
    }
    const next = await database.inTenant(orgId, (tenant) => nextDelivery(tenant, orgId))
    if (next) this.#due.set(orgId, Math.min(next.getTime(), this.#due.get(orgId) ?? Number.POSITIVE_INFINITY))
  }

  async #send(orgId: string, delivery: DueDelivery, signal: AbortSignal): Promise<void> {
    const { database, registry } = this.#parts
    const { webhookId, seq, deliveryId } = delivery
    const { webhook, event } = await database.inTenant(orgId, async (tenant) => ({
      webhook: (await webhooksOf(tenant, orgId)).find((one) => one.webhookId === webhookId),
      event: await eventAt(tenant, orgId, seq),
    }))
    const live = await registry.get(orgId)
    const slug = await this.#slugOf(orgId)
    const state = await attempt(this.#parts, { delivery, webhook, event, slug, live }, signal)
    if (signal.aborted && state.state !== 'delivered') return
    await database.inTenant(orgId, (tenant) => settleDelivery(tenant, orgId, deliveryId, state))
  }

  async #slugOf(orgId: string): Promise<string> {
    if (!this.#slugs.has(orgId))
      for (const row of await allOrganisations(this.#parts.database)) this.#slugs.set(row.orgId, row.slug)
    return this.#slugs.get(orgId) ?? ''
  }

  #tell(error: unknown): void {
    if (!this.#stopping.signal.aborted) this.#parts.log(`webhooks: ${(error as Error).message}`)
  }
}
