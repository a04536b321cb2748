import { isOpen } from '@keelson/core'
import { system } from '../accounts/actor.ts'
import { forgetImportFiles } from '../commands/imports.ts'
import { moveNegotiation } from '../commands/negotiate.ts'
import type { Parts } from '../commands/run.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import { negotiationsOf } from '../store/read/negotiation.ts'
import { allOrganisations } from '../store/read/organisation.ts'

const tickMs = 60_000

type DeadlineParts = Parts & { readonly log: (line: string) => void }

/**
 * Lets offers expire whose deadline has passed, and forgets files of imports whose time is over. Any process may see that it has; the step is decided under the lock of
 * the organisation, where all but the first find nothing on the table.
 */
export class Deadlines {
  readonly #parts: DeadlineParts
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> = Promise.resolve()

  constructor(parts: DeadlineParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#working = this.#working.then(() => this.pass()).catch((error) => this.#tell(error))
    }, tickMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#working
  }

  /** Looks at every negotiation once. */
  async pass(): Promise<void> {
    const { database, clock } = this.#parts
    for (const { orgId } of await allOrganisations(database)) {
      const at = new Date(clock())
      await forgetImportFiles(database, orgId, at)
      const kept = await database.inTenant(orgId, (tenant) => negotiationsOf(tenant, orgId))
      const due = kept.filter(({ negotiation }) => isOpen(negotiation) && negotiation.expiresAt <= clock())
      for (const { id } of due) await this.#expire(orgId, id)
    }
  }

  async #expire(orgId: string, id: string): Promise<void> {
    const origin = { orgId, actor: system, route: 'expire', key: undefined }
    try {
      await runCommand(this.#parts, origin, moveNegotiation, { about: { id }, command: { kind: 'expire' } })
    } catch (error) {
      // Another process was first, or a new offer lies there.
      if (!(error instanceof Failure) || error.code !== 'negotiation-refused') throw error
    }
  }

  #tell(error: unknown): void {
    this.#parts.log(`deadlines: ${(error as Error).message}`)
  }
}
