import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../store/database.ts'
import { readHead } from '../store/read/event.ts'
import { allOrganisations } from '../store/read/organisation.ts'

const everyMs = 3_600_000
const everyEvents = 1000

/**
 * Signs where each chain of events stands, every hour or thousand events, in a file beside the database: a chain alone
 * cannot show that its tail was cut, or that all of it was written anew.
 */
export class Checkpoints {
  readonly #database: Database
  readonly #file: string
  readonly #key: KeyObject
  readonly #clock: () => number
  readonly #last = new Map<string, { seq: number; at: number }>()

  constructor(database: Database, folder: string, clock: () => number) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#database = database
    this.#file = join(folder, 'checkpoints.jsonl')
    this.#key = keyIn(folder)
    this.#clock = clock
  }

  /** Signs the chains that have moved on enough; all that have moved on, when the server stops. */
  async sign(isLast = false): Promise<number> {
    let count = 0
    for (const { orgId } of await allOrganisations(this.#database)) {
      const { seq, hash } = await this.#database.inTenant(orgId, (tenant) => readHead(tenant, orgId))
      const last = this.#last.get(orgId) ?? { seq: 0, at: 0 }
      const now = this.#clock()
      const isDue = isLast || seq - last.seq >= everyEvents || now - last.at >= everyMs
      if (seq <= last.seq || !isDue) continue
      this.#write(orgId, seq, hash.toString('hex'), new Date(now).toISOString())
      this.#last.set(orgId, { seq, at: now })
      count++
    }
    return count
  }

  #write(organisation: string, seq: number, hash: string, at: string): void {
    const signed = Buffer.from(`${organisation} ${seq} ${hash} ${at}`)
    const signature = sign(null, signed, this.#key).toString('base64')
    appendFileSync(this.#file, `${JSON.stringify({ organisation, seq, hash, at, signature })}\n`, {
      mode: 0o600,
    })
  }
}

function keyIn(folder: string): KeyObject {
  const file = join(folder, 'checkpoint-key.pem')
  if (existsSync(file)) return createPrivateKey(readFileSync(file))
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  writeFileSync(
    join(folder, 'checkpoint-key.pub'),
    createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }),
  )
  return privateKey
}
