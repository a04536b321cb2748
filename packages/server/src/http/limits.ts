import { createHash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { cookieName } from './access.ts'

const minuteMs = 60_000
const retryAfter = 2

/** Addresses that tell how the server does are answered in any case. */
const free = new Set(['/healthz', '/readyz', '/metrics'])

/** How often one may ask a minute, and how late the event loop may be before everybody is told to come back. */
export type Limits = { readonly perMinute: number; readonly latestMs: number }

/** Refuses who asks too often, and everybody while the server cannot keep up; both say when to come back. */
export async function limitRequests(app: App, { perMinute, latestMs }: Limits): Promise<void> {
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: minuteMs,
    keyGenerator: keyOf,
    allowList: (request) => free.has(request.url),
    errorResponseBuilder: (_request, { ttl }) =>
      new Failure('too-many-requests', `At most ${perMinute} requests a minute.`, {
        retryAfter: Math.max(1, Math.ceil(ttl / 1000)),
      }),
  })
  await app.register(underPressure, {
    maxEventLoopDelay: latestMs,
    sampleInterval: 500,
    pressureHandler: (request) => {
      if (!free.has(request.url)) throw new Failure('overloaded', undefined, { retryAfter })
    },
  })
}

/** Who asks: a token, a session, or an address of the network. */
function keyOf(request: FastifyRequest): string {
  const secret = request.headers.authorization ?? request.headers.cookie?.match(`${cookieName}=[^;]*`)?.[0]
  return secret === undefined ? request.ip : createHash('sha256').update(secret).digest('base64')
}
