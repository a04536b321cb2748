import { createHash } from 'node:crypto'
import { canonicalText } from './canonical.ts'
import { Replay } from './replay.ts'

/** What an archive was found to be. `faults` is empty where everything agrees. */
export type Verification = {
  readonly organisation: string
  readonly organisationId: string
  readonly events: number
  readonly rows: number
  readonly head: { readonly seq: number; readonly hash: string }
  /** The hash of every event, for checkpoints. */
  readonly hashes: ReadonlyMap<number, string>
  readonly faults: readonly string[]
}

type Line = Readonly<Record<string, unknown>>

const mostFaults = 50
const beginning = '0'.repeat(64)

/** Verifies an archive line by line: the chain of hashes, that no event is missing, and that events come to the rows. */
export async function verifyArchive(lines: AsyncIterable<string>): Promise<Verification> {
  const reader = new Reader()
  for await (const text of lines) if (text !== '') reader.line(text)
  return reader.finish()
}

class Reader {
  readonly #replay = new Replay()
  readonly #faults: string[] = []
  readonly #hashes = new Map<number, string>()
  #organisation = ''
  #slug = ''
  #head = { seq: 0, hash: beginning }
  #previous = beginning
  #seq = 0
  #rows = 0
  #end: Line | undefined
  #number = 0

  line(text: string): void {
    this.#number++
    let line: Line
    try {
      line = JSON.parse(text) as Line
    } catch {
      this.#fault(`line ${this.#number} is no JSON; the archive may have been cut off there`)
      return
    }
    if (this.#end) this.#fault(`line ${this.#number} stands after the end`)
    if (line.type === 'archive') this.#begin(line)
    else if (line.type === 'event') this.#event(line)
    else if (line.type === 'row') this.#row(line)
    else if (line.type === 'end') this.#end = line
    else this.#fault(`line ${this.#number} is of the unknown type "${line.type}"`)
  }

  #begin({ version, organisation, slug, head }: Line): void {
    if (version !== 1) this.#fault(`version ${version} of archives is not known here`)
    this.#organisation = String(organisation)
    this.#slug = String(slug)
    this.#head = head as { seq: number; hash: string }
  }

  #event(line: Line): void {
    const { seq, at, actor, kind, payload, previous, hash } = line as Record<string, string> & { seq: number }
    if (seq !== this.#seq + 1)
      this.#fault(`event ${this.#seq + 1} is missing: event ${seq} stands in its place`)
    if (previous !== this.#previous) this.#fault(`event ${seq} does not follow on the one before it`)
    const counted = this.#hashOf({ seq, at, actor, kind, payload, previous } as Hashed)
    if (counted !== hash) this.#fault(`event ${seq} (${kind}) is not what was written: its hash is another`)
    this.#seq = seq
    this.#previous = String(hash)
    this.#hashes.set(seq, String(hash))
    try {
      this.#replay.event(seq, String(at), String(kind), String(payload))
    } catch {
      this.#fault(`event ${seq} (${kind}) cannot be replayed`)
    }
  }

  #hashOf({ seq, at, actor, kind, payload, previous }: Hashed): string | undefined {
    try {
      const event = {
        actor,
        at,
        kind,
        organisation: this.#organisation,
        payload: JSON.parse(payload),
        previous,
        seq,
      }
      return createHash('sha256').update(canonicalText(event)).digest('hex')
    } catch {
      return undefined
    }
  }

  #row({ table, row }: Line): void {
    this.#rows++
    if (this.#replay.meet(String(table), row as Line)) return
    this.#fault(`a row of ${table} is not what the events come to: ${JSON.stringify(row).slice(0, 120)}`)
  }

  finish(): Verification {
    const { seq, hash } = this.#head
    if (!this.#end) this.#fault('the archive has no end; it was cut off')
    else if (this.#end.events !== this.#seq || this.#end.rows !== this.#rows) {
      this.#fault(
        `the archive ends with ${this.#end.events} events and ${this.#end.rows} rows, and holds ${this.#seq} and ${this.#rows}`,
      )
    }
    if (seq !== this.#seq || hash !== this.#previous) {
      this.#fault(`the chain ends at event ${this.#seq}, and its head is event ${seq}`)
    }
    for (const { table, key } of this.#replay.missing()) this.#fault(`a row of ${table} is missing: ${key}`)
    const { length } = this.#faults
    const shown = this.#faults.slice(0, mostFaults)
    if (length > mostFaults) shown.push(`and ${length - mostFaults} more`)
    return {
      organisation: this.#slug,
      organisationId: this.#organisation,
      events: this.#seq,
      rows: this.#rows,
      head: { seq: this.#seq, hash: this.#previous },
      hashes: this.#hashes,
      faults: shown,
    }
  }

  #fault(text: string): void {
    this.#faults.push(text)
  }
}

type Hashed = {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly kind: string
  readonly payload: string
  readonly previous: string
}
