import { Failure } from '../errors.ts'
import type { Egress } from '../http/egress.ts'
import { EgressRefusal, readTarget } from '../http/egress.ts'

/** Refuses an address in the field `url` that the server would not call. */
export function refuseTarget(egress: Egress, url: string): void {
  try {
    readTarget(egress, url)
  } catch (error) {
    if (!(error instanceof EgressRefusal)) throw error
    const { message } = error
    throw new Failure('invalid-request', `The address cannot be called: ${message}`, {
      faults: [{ in: 'body', field: 'url', message }],
    })
  }
}
