import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { LiveOrganisation } from '../live/organisation.ts'

/**
 * Answers what everybody who may read is told alike: made and encoded once for as long as nothing changes, and not sent
 * again to whoever has it.
 */
export function answerOnce(
  live: LiveOrganisation,
  request: FastifyRequest,
  reply: FastifyReply,
  make: () => unknown,
): FastifyReply {
  const text = live.answer(request.url, () => reply.serialize(make()) as string)
  const etag = `"${live.seq}-${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`
  reply.header('etag', etag).header('cache-control', 'private, no-cache')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return reply.type('application/json; charset=utf-8').serializer(String).send(text)
}
