import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { bounds } from './bounds.ts'
import type { Book } from './sheet.ts'

const deflating = promisify(deflateRaw)
const inflating = promisify(inflateRaw)

/** Plain data as it is kept between the steps of an import. */
export async function packed(data: unknown): Promise<Buffer> {
  return deflating(JSON.stringify(data))
}

/** The book that was packed. */
export async function unpackedBook(bytes: Buffer): Promise<Book> {
  return (await unpacked(bytes)) as Book
}

/** What was packed. */
export async function unpacked(bytes: Buffer): Promise<unknown> {
  return JSON.parse((await inflating(bytes, { maxOutputLength: 2 * bounds.contentBytes })).toString())
}
