import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import Type from 'typebox'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Events, EventsQuery } from '../api/values.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { writeArchive } from '../store/read/archive.ts'
import { eventsAfter } from '../store/read/event.ts'

/** The chain of events: everything that ever changed, by whom, with the hash that binds each to the one before it. */
export function auditRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/events',
    {
      schema: {
        summary: 'Events in their order',
        params: OrganisationParams,
        querystring: EventsQuery,
        response: { 200: Events, ...refusals },
      },
    },
    async (request) => {
      const { organisation } = await enter(parts, request, 'read-audit')
      const { orgId } = organisation
      const { after = 0, limit = 100 } = request.query
      const rows = await parts.database.inTenant(orgId, (tenant) => eventsAfter(tenant, orgId, after, limit))
      const events = rows.map(({ seq, at, actor, kind, payload, previous, hash }) => ({
        seq,
        at: at.toISOString(),
        actor,
        kind,
        payload: JSON.parse(payload),
        previous: previous.toString('hex'),
        hash: hash.toString('hex'),
      }))
      return { events, next: events.length === limit ? (events.at(-1)?.seq ?? null) : null }
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/archive',
    {
      schema: {
        summary: 'Everything the organisation holds, as lines of JSON: to be kept, verified and restored',
        params: OrganisationParams,
        response: { 200: { content: { 'application/x-ndjson': { schema: Type.Any() } } }, ...refusals },
      },
    },
    async (request, reply) => {
      const { organisation } = await enter(parts, request, 'read-audit')
      const stream = new PassThrough()
      const write = async (text: string) => {
        if (!stream.write(text)) await once(stream, 'drain')
      }
      writeArchive(parts.database, organisation, write).then(
        () => stream.end(),
        (error) => stream.destroy(error),
      )
      reply.header('content-disposition', `attachment; filename="${organisation.slug}.keelson.jsonl"`)
      return reply.type('application/x-ndjson').send(stream)
    },
  )
}
