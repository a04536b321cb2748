import type { Database } from '../store/database.ts'
import { readHead } from '../store/read/event.ts'
import type { OrganisationRow } from '../store/read/organisation.ts'
import { organisationBySlug } from '../store/read/organisation.ts'
import { LiveOrganisation } from './organisation.ts'

type Held = { readonly live: LiveOrganisation; known: number; waiting: Promise<void> }

/** The organisations that this process has in memory, each as current as the last event it heard of. */
export class Registry {
  readonly #database: Database
  readonly #clock: () => number
  readonly #held = new Map<string, Held>()
  readonly #slugs = new Map<string, OrganisationRow>()
  readonly #hearers = new Set<(live: LiveOrganisation, before: number) => void>()

  constructor(database: Database, clock: () => number) {
    this.#database = database
    this.#clock = clock
  }

  /** The organisation of a slug. */
  async find(slug: string): Promise<OrganisationRow | undefined> {
    const known = this.#slugs.get(slug) ?? (await organisationBySlug(this.#database, slug))
    if (known) this.#slugs.set(slug, known)
    return known
  }

  /** The organisation as current as this process knows it to be. */
  async get(orgId: string): Promise<LiveOrganisation> {
    let held = this.#held.get(orgId)
    if (!held) {
      held = { live: new LiveOrganisation(orgId, this.#clock), known: 1, waiting: Promise.resolve() }
      this.#held.set(orgId, held)
    }
    if (held.live.seq < held.known) await this.#catchUp(held)
    else if (held.live.turnDay()) this.#tell(held.live, held.live.seq)
    return held.live
  }

  /** Says that an event was committed; '' says that some may have been missed. */
  hear(text: string): void {
    if (text === '') {
      for (const held of this.#held.values()) held.known = Math.max(held.known, held.live.seq + 1)
    }
    const [orgId = '', seq = ''] = text.split(' ')
    const held = this.#held.get(orgId)
    if (held) held.known = Math.max(held.known, Number(seq))
    for (const one of text === '' ? this.#held.values() : held ? [held] : []) {
      if (one.live.seq < one.known) this.#catchUp(one).catch(() => {})
    }
  }

  /** Calls back whenever an organisation has moved on; `before` is the event it stood at. */
  onMove(hearer: (live: LiveOrganisation, before: number) => void): () => void {
    this.#hearers.add(hearer)
    return () => this.#hearers.delete(hearer)
  }

  /** One after the other, so that no event is taken in twice. */
  async #catchUp(held: Held): Promise<void> {
    const { live } = held
    const next = held.waiting.then(async () => {
      if (live.seq >= held.known) return
      const before = live.seq
      await this.#database.inTenant(live.orgId, async (tenant) => {
        const { seq } = await readHead(tenant, live.orgId)
        await live.catchUp(tenant, seq)
        held.known = seq
      })
      if (live.seq > before) this.#tell(live, before)
    })
    held.waiting = next.catch(() => {})
    await next
  }

  #tell(live: LiveOrganisation, before: number): void {
    for (const hearer of this.#hearers) hearer(live, before)
  }
}
