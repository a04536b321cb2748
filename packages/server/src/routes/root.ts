import type { App } from '../app.ts'

const text = `Keelson serves its programming interface here.

/openapi.json    every address, with its form
/healthz         whether the process lives
/readyz          whether it serves

keelson login <this address> signs in from the command line.
`

/** What somebody sees who opens the address in a browser. */
export function rootRoute(app: App): void {
  app.get('/', { schema: { hide: true } }, (_request, reply) => {
    reply.type('text/plain; charset=utf-8').send(text)
  })
}
