import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'

const yearMs = 366 * 24 * 3600 * 1000

/**
 * Serves the built web application. Files under `assets/` carry a hash of their content in their name, and are kept by
 * browsers for ever; the page itself is asked for each time.
 */
export async function siteRoutes(app: App, folder: string): Promise<void> {
  await app.register(staticFiles, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: yearMs,
    decorateReply: false,
  })
  const icon = readFileSync(join(folder, 'keel.svg'))
  app.get('/keel.svg', { schema: { hide: true } }, (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(icon),
  )
}

/** The page of the web application, for every address that is a place in it. */
export function pageOf(folder: string): (request: FastifyRequest, reply: FastifyReply) => boolean {
  const page = readFileSync(join(folder, 'index.html'))
  return (request, reply) => {
    const isPlace = request.method === 'GET' && !/^\/(?:api|assets|mcp)(?:\/|$)/.test(request.url)
    if (!isPlace || !/\btext\/html\b/.test(request.headers.accept ?? '')) return false
    reply.code(200).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    return true
  }
}
