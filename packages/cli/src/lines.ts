import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** The lines of a file, read as they are asked for: a reader that is opened early loses what nobody took in time. */
export async function* linesOf(path: string): AsyncIterable<string> {
  yield* createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
}
