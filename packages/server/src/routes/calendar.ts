import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { readShareToken } from '../accounts/share-token.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import { CalendarQuery } from '../api/telling.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { feedOwner } from '../store/read/telling.ts'
import { printCalendar } from '../telling/calendar.ts'
import { calendarEntries } from '../telling/calendar-entries.ts'
import { readView } from '../telling/view.ts'
import { personOf } from './inbox.ts'

/** The calendar of a person: by the address that they gave to a program, or signed in. */
export function calendarRoutes(app: App, parts: ServerParts): void {
  const { database, registry, clock, publicUrl } = parts
  app.get(
    '/api/v1/organisations/:organisation/calendar.ics',
    {
      schema: {
        summary:
          'Your deadlines as iCalendar (RFC 5545); feed takes the secret of an address of your calendar',
        params: OrganisationParams,
        querystring: CalendarQuery,
        response: { 200: { content: { 'text/calendar': { schema: Type.String() } } }, ...refusals },
      },
    },
    async (request, reply) => {
      const { feed } = request.query
      const { orgId, userId } = feed === undefined ? await asked(request) : await fed(request, feed)
      const live = await registry.get(orgId)
      const now = clock()
      const text = await database.inTenant(orgId, async (tenant) => {
        const view = await readView(database, tenant, live, now)
        const who = view.members.find((member) => member.userId === userId)
        if (!who) throw new Failure('unauthenticated')
        const base = publicUrl && `${publicUrl}/${request.params.organisation}`
        const entries = await calendarEntries({ view, who, base })
        return printCalendar(live.strategy.organisation.name, entries, new Date(now))
      })
      return reply.type('text/calendar; charset=utf-8').serializer(String).send(text)
    },
  )

  async function asked(request: FastifyRequest) {
    const { live, actor } = await enter(parts, request, 'read')
    return { orgId: live.orgId, userId: personOf(actor) }
  }

  /** An unknown address, one that was revoked and one of another organisation are told alike. */
  async function fed({ params }: FastifyRequest, feed: string) {
    const read = readShareToken(feed)
    const { organisation: slug } = params as { organisation: string }
    const organisation = read && (await registry.find(slug))
    if (!read || organisation?.orgId !== read.orgId) throw new Failure('unauthenticated')
    const { orgId, tokenHash } = read
    const userId = await database.inTenant(orgId, (tenant) => feedOwner(tenant, orgId, tokenHash))
    if (userId === undefined) throw new Failure('unauthenticated')
    return { orgId, userId }
  }
}
