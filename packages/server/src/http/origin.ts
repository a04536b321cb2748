import type { FastifyRequest } from 'fastify'
import { Failure } from '../errors.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a change that a browser was led to from another site: by Sec-Fetch-Site where the browser says it, else by
 * Origin. A request with a token carries what no other site can make a browser send.
 */
export function refuseCrossSite({ method, headers }: FastifyRequest): void {
  if (safe.has(method) || headers.authorization !== undefined) return
  const site = headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  if (site === undefined && headers.origin !== undefined && hostOf(headers.origin) === headers.host) return
  throw new Failure('cross-site')
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
