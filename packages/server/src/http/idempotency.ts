import type { FastifyRequest } from 'fastify'
import { Failure } from '../errors.ts'

const form = /^[\x21-\x7e]{1,200}$/

/** The key by which a request takes effect once, where it carries one. */
export function idempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && form.test(key)) return key
  throw new Failure('invalid-request', 'Idempotency-Key has 1 to 200 visible ASCII characters.')
}
