import { crc32, createInflateRaw } from 'node:zlib'
import { bounds } from './bounds.ts'
import { FileFault } from './fault.ts'

type Entry = {
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
const endBytes = 22
const mostComment = 65_535
const none = 0xffffffff

/** The entries of a ZIP archive (APPNOTE 6.3.10), inflated one by one, and counted while they are. */
export class Zip {
  readonly #bytes: Buffer
  readonly #entries = new Map<string, Entry>()
  #inflated = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
    this.#readDirectory()
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()]
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** The bytes of an entry, part by part. Throws where it is larger than told, or than is read at all. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name)
    if (!entry) throw damaged(`it has no part "${shown(name)}"`)
    const packed = this.#packedBytes(entry, name)
    let size = 0
    let crc = 0
    for await (const part of inflate(packed, entry.method, name)) {
      size += part.length
      this.#inflated += part.length
      crc = crc32(part, crc)
      if (size > bounds.entryBytes || this.#inflated > bounds.allBytes) throw tooLarge()
      if (size > entry.size)
        throw new FileFault('file-unsafe', `The part "${shown(name)}" is larger than the file says.`)
      yield part
    }
    if (size !== entry.size || crc !== entry.crc) throw damaged(`the part "${shown(name)}" is not whole`)
  }

  #readDirectory(): void {
    const bytes = this.#bytes
    const end = this.#findEnd()
    const count = bytes.readUInt16LE(end + 10)
    const size = bytes.readUInt32LE(end + 12)
    let at = bytes.readUInt32LE(end + 16)
    if (at === none || size === none || count === 0xffff)
      throw new FileFault('file-too-large', 'The file is a ZIP64 archive, which no sheet of 20 MB needs.')
    if (count > bounds.entries)
      throw new FileFault('file-unsafe', `The file has ${count} parts; at most ${bounds.entries} are read.`)
    for (let index = 0; index < count; index++) at = this.#readEntry(at)
  }

  #findEnd(): number {
    const bytes = this.#bytes
    const first = Math.max(0, bytes.length - endBytes - mostComment)
    for (let at = bytes.length - endBytes; at >= first; at--)
      if (bytes.readUInt32LE(at) === endMark) return at
    throw damaged('the list of its parts is not there')
  }

  #readEntry(at: number): number {
    const bytes = this.#bytes
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark)
      throw damaged('the list of its parts is broken')
    const [nameBytes, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place))
    const end = at + 46 + (nameBytes as number)
    if (end > bytes.length) throw damaged('the list of its parts is broken')
    const name = bytes.toString('utf8', at + 46, end)
    if ((bytes.readUInt16LE(at + 8) & 1) === 1)
      throw new FileFault(
        'file-locked',
        'The file is protected by a password. Save it without, and send that.',
      )
    if (name.startsWith('/') || /(^|[\\/])\.\.([\\/]|$)|\\|^[A-Za-z]:|\0/.test(name))
      throw new FileFault(
        'file-unsafe',
        `The file has a part that names a place outside of it: "${shown(name)}".`,
      )
    if (this.#entries.has(name))
      throw new FileFault('file-unsafe', `The file has two parts named "${shown(name)}".`)
    this.#entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    return end + (extra as number) + (comment as number)
  }

  #packedBytes({ at, packed }: Entry, name: string): Buffer {
    const bytes = this.#bytes
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localMark)
      throw damaged(`the part "${shown(name)}" is not where the file says`)
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    if (start + packed > bytes.length) throw damaged(`the part "${shown(name)}" is cut off`)
    return bytes.subarray(start, start + packed)
  }
}

async function* inflate(packed: Buffer, method: number, name: string): AsyncGenerator<Buffer> {
  if (method === 0) {
    if (packed.length > 0) yield packed
    return
  }
  if (method !== 8)
    throw new FileFault('file-kind-unknown', `The part "${shown(name)}" is packed in a way that is not read.`)
  const inflating = createInflateRaw()
  inflating.end(packed)
  try {
    for await (const part of inflating) yield part as Buffer
  } catch (error) {
    if (error instanceof FileFault) throw error
    throw damaged(`the part "${shown(name)}" cannot be unpacked`)
  } finally {
    inflating.destroy()
  }
}

function damaged(what: string): FileFault {
  return new FileFault('file-damaged', `The file is damaged: ${what}. Save it again, and send that.`)
}

function tooLarge(): FileFault {
  return new FileFault('file-too-large', 'The file holds more than is read. Send it in parts, or as CSV.')
}

/** A name from a file, short and without what a terminal would obey. */
function shown(name: string): string {
  return name.slice(0, 60).replace(/\p{Cc}/gu, '?')
}
