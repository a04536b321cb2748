import type { Database } from '../store/database.ts'
import { readHead } from '../store/read/event.ts'
import type { KeptObservation } from '../store/read/observation.ts'
import type { OrganisationRow } from '../store/read/organisation.ts'
import { organisationBySlug } from '../store/read/organisation.ts'
import { LiveOrganisation } from './organisation.ts'

/** `known` is the last event heard of; `isDoubtful` where some may have been missed. */
type Held = {
  readonly live: LiveOrganisation
  known: number
  isDoubtful: boolean
  waiting: Promise<void>
}

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
      held = {
        live: new LiveOrganisation(orgId, this.#clock),
        known: 0,
        isDoubtful: true,
        waiting: Promise.resolve(),
      }
      this.#held.set(orgId, held)
    }
    if (isBehind(held)) await this.#catchUp(held)
    else if (held.live.turnDay()) this.#tell(held.live, held.live.seq)
    return held.live
  }

  /** Says that an event was committed; '' says that some may have been missed. */
  hear(text: string): void {
    if (text === '') {
      for (const held of this.#held.values()) {
        held.isDoubtful = true
        this.#follow(held)
      }
      return
    }
    const [orgId = '', seq = ''] = text.split(' ')
    const held = this.#held.get(orgId)
    if (!held) return
    held.known = Math.max(held.known, Number(seq))
    this.#follow(held)
  }

  /** Whoever asks next tries again where the store does not answer now. */
  #follow(held: Held): void {
    if (isBehind(held)) this.#catchUp(held).catch(() => {})
  }

  /** Takes in the values of an event that this process has just committed; what came before is read first. */
  took(orgId: string, seq: number, rows: readonly KeptObservation[]): void {
    const held = this.#held.get(orgId)
    if (held?.live.seq !== seq - 1) {
      this.hear(`${orgId} ${seq}`)
      return
    }
    held.live.take(seq, rows)
    held.known = Math.max(held.known, seq)
    this.#tell(held.live, seq - 1)
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
      if (!isBehind(held)) return
      held.isDoubtful = false
      const before = live.seq
      await this.#database.inTenant(live.orgId, async (tenant) => {
        const { seq } = await readHead(tenant, live.orgId)
        await live.catchUp(tenant, seq)
        held.known = Math.max(held.known, seq)
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

function isBehind({ live, known, isDoubtful }: Held): boolean {
  return isDoubtful || live.seq < known
}
