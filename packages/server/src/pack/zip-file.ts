import { crc32, deflateRawSync } from 'node:zlib'

/** The same day in every archive, so that the same parts give the same bytes: 1 January 1980. */
const day = (1 << 5) | 1

/** A ZIP archive (APPNOTE 6.3.10) of parts in the order given. */
export function zipFile(parts: readonly (readonly [name: string, content: string | Uint8Array])[]): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, content] of parts) {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    // Names are UTF-8.
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(day, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    bodies.push(mark(0x04034b50), common, title, packed)
    const more = Buffer.alloc(14)
    more.writeUInt32LE(at, 10)
    const version = Buffer.from([20, 0])
    list.push(mark(0x02014b50), version, common, more, title)
    at += 30 + title.length + packed.length
  }
  const size = list.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, ...list, mark(0x06054b50), end])
}

function mark(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number)
  return bytes
}
