import { OrganisationParams, refusals } from '../api/common.ts'
import { Events, EventsQuery } from '../api/values.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
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
}
