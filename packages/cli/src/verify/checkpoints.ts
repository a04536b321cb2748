import { createPublicKey, verify } from 'node:crypto'
import type { Verification } from './archive.ts'

type Checkpoint = {
  readonly organisation: string
  readonly seq: number
  readonly hash: string
  readonly at: string
  readonly signature: string
}

/**
 * Compares an archive with checkpoints that were signed outside the database: they tell of a chain that was cut or
 * written anew as a whole. Gives how many were of this organisation, and what does not agree.
 */
export function verifyCheckpoints(
  { hashes, head, organisationId }: Verification,
  text: string,
  publicKey: string,
): { readonly count: number; readonly faults: readonly string[] } {
  const key = createPublicKey(publicKey)
  const faults: string[] = []
  let count = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    let one: Checkpoint
    try {
      one = JSON.parse(line) as Checkpoint
    } catch {
      faults.push(`line ${index + 1} of the checkpoints is no JSON`)
      continue
    }
    if (one.organisation !== organisationId) continue
    count++
    const signed = Buffer.from(`${one.organisation} ${one.seq} ${one.hash} ${one.at}`)
    if (!verify(null, signed, key, Buffer.from(one.signature, 'base64')))
      faults.push(`the checkpoint of event ${one.seq} has a wrong signature`)
    else if (one.seq > head.seq)
      faults.push(
        `event ${one.seq} was there on ${one.at}, and the chain ends at event ${head.seq}: it was cut`,
      )
    else if (hashes.get(one.seq) !== one.hash)
      faults.push(`event ${one.seq} is not the one that was there on ${one.at}: the chain was written anew`)
  }
  return { count, faults }
}
