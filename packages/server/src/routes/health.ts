import Type from 'typebox'
import { refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { isAlive } from '../store/read/health.ts'

/** Whether the process lives, and whether it serves. */
export function healthRoutes(app: App, { database }: ServerParts): void {
  const Alive = Type.Object({ status: Type.Literal('ok') })
  app.get(
    '/healthz',
    { schema: { security: [], summary: 'Whether the process lives', response: { 200: Alive, ...refusals } } },
    () => ({
      status: 'ok' as const,
    }),
  )
  app.get(
    '/readyz',
    { schema: { security: [], summary: 'Whether it serves', response: { 200: Alive, ...refusals } } },
    async () => {
      if (!(await isAlive(database))) throw new Failure('not-ready', 'The database does not answer.')
      return { status: 'ok' as const }
    },
  )
}
