import Type from 'typebox'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'

const beatMs = 15_000
const mostPerUser = 10
/** A viewer who does not read falls behind; one who is this far behind is sent away, and resumes by the last id. */
const mostWaiting = 1_048_576

/** What happens, as server-sent events. */
export function streamRoutes(app: App, parts: ServerParts): void {
  const open = new Map<string, number>()
  app.get(
    '/api/v1/organisations/:organisation/stream',
    {
      schema: {
        summary: 'What changes, as server-sent events; Last-Event-ID resumes',
        params: OrganisationParams,
        response: { 200: { content: { 'text/event-stream': { schema: Type.String() } } }, ...refusals },
      },
    },
    async (request, reply) => {
      const { organisation, actor } = await enter(parts, request, 'read')
      const count = open.get(actor.principal) ?? 0
      if (count >= mostPerUser)
        throw new Failure('too-many-requests', `At most ${mostPerUser} streams at once.`)
      const after = lastId(request.headers['last-event-id'])
      open.set(actor.principal, count + 1)
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const send = (text: string) => {
        if (raw.writableLength > mostWaiting) raw.destroy()
        else raw.write(text)
      }
      send('retry: 1000\n\n')
      const beat = setInterval(() => send(': \n\n'), beatMs)
      const leave = parts.stream.follow(organisation.orgId, after, ({ text }) => send(text))
      leave.catch(() => raw.destroy())
      const unfollow = parts.inboxes.follow(organisation.orgId, actor.userId ?? '', () =>
        send('event: inbox\ndata: {}\n\n'),
      )
      raw.on('close', () => {
        clearInterval(beat)
        unfollow()
        open.set(actor.principal, (open.get(actor.principal) ?? 1) - 1)
        leave.then((end) => end()).catch(() => {})
      })
    },
  )
}

function lastId(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined
  const id = Number(header)
  if (Number.isSafeInteger(id) && id >= 0) return id
  throw new Failure('invalid-request', 'Last-Event-ID takes the id of an event of this stream.')
}
