import Type from 'typebox'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { isAlive } from '../store/read/health.ts'

/** Whether the process lives, whether it serves, and how it does. */
export function healthRoutes(app: App, { database, stream }: ServerParts): void {
  const Alive = Type.Object({ status: Type.Literal('ok') })
  app.get('/healthz', { schema: { security: [], response: { 200: Alive } } }, () => ({
    status: 'ok' as const,
  }))
  app.get('/readyz', { schema: { security: [], response: { 200: Alive } } }, async () => {
    if (!(await isAlive(database))) throw new Failure('not-ready', 'The database does not answer.')
    return { status: 'ok' as const }
  })
  app.get('/metrics', { schema: { hide: true } }, (_request, reply) => {
    const { rss, heapUsed } = process.memoryUsage()
    const lines = [
      ...gauge('keelson_process_resident_memory_bytes', 'Resident memory', rss),
      ...gauge('keelson_heap_used_bytes', 'Heap in use', heapUsed),
      ...gauge('keelson_uptime_seconds', 'Time since the start', process.uptime()),
      ...gauge('keelson_stream_viewers', 'Open streams', stream.viewers),
      '# EOF',
    ]
    reply.type('application/openmetrics-text; version=1.0.0; charset=utf-8').send(`${lines.join('\n')}\n`)
  })
}

function gauge(name: string, help: string, value: number): string[] {
  return [`# HELP ${name} ${help}.`, `# TYPE ${name} gauge`, `${name} ${value}`]
}
