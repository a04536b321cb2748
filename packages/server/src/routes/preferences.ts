import Type from 'typebox'
import { shareTokenOf } from '../accounts/share-token.ts'
import { OrganisationParams, refusals, Uuid } from '../api/common.ts'
import { CalendarFeed, FeedParams, NewCalendarFeed, Preferences, PreferencesAnswer } from '../api/telling.ts'
import type { App, ServerParts } from '../app.ts'
import { runCommand } from '../commands/run.ts'
import { createFeed, revokeFeed, setPreferences } from '../commands/telling.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { calendarFeedsOf, preferencesOf, tellingRuleOf } from '../store/read/telling.ts'
import { rulesIn, settingsIn } from '../telling/settings.ts'
import { personOf } from './inbox.ts'

/** How whoever asks is told, and the addresses of their calendar. */
export function preferenceRoutes(app: App, parts: ServerParts): void {
  const { database } = parts
  const told = (live: LiveOrganisation, userId: string) =>
    database.inTenant(live.orgId, async (tenant) => {
      const rules = rulesIn(await tellingRuleOf(tenant, live.orgId))
      const own = settingsIn((await preferencesOf(tenant, live.orgId)).get(userId), rules)
      return {
        ...own,
        organisationLanguage: rules.language,
        organisationTimeZone: live.strategy.organisation.timeZone,
        hasMail: parts.smtp !== undefined,
      }
    })

  app.get(
    '/api/v1/organisations/:organisation/me/preferences',
    {
      schema: {
        summary: 'How you are told of things in this organisation',
        params: OrganisationParams,
        response: { 200: PreferencesAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      return told(live, personOf(actor))
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/me/preferences',
    {
      schema: {
        summary: 'Chooses how you are told',
        params: OrganisationParams,
        body: Preferences,
        response: { 200: PreferencesAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const origin = { orgId: live.orgId, actor, route: 'preferences', key: idempotencyKey(request) }
      await runCommand(parts, origin, setPreferences, request.body)
      return told(live, personOf(actor))
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/me/calendar',
    {
      schema: {
        summary: 'The addresses of your calendar, without their secrets',
        params: OrganisationParams,
        response: { 200: Type.Array(CalendarFeed), ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const feeds = await database.inTenant(live.orgId, (tenant) =>
        calendarFeedsOf(tenant, live.orgId, personOf(actor)),
      )
      return feeds.map(({ feedId, createdAt }) => ({ id: feedId, createdAt: createdAt.toISOString() }))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/me/calendar',
    {
      schema: {
        summary: 'Makes an address of your calendar, which reads it and nothing else; it is shown this once',
        params: OrganisationParams,
        response: { 201: NewCalendarFeed, ...refusals },
      },
    },
    async (request, reply) => {
      const { live, actor, organisation } = await enter(parts, request, 'read')
      const { token, tokenHash } = shareTokenOf(live.orgId)
      const origin = { orgId: live.orgId, actor, route: 'calendar', key: undefined }
      const { answer } = await runCommand(parts, origin, createFeed, { tokenHash })
      const path = `/api/v1/organisations/${organisation.slug}/calendar.ics?feed=${token}`
      return reply.code(201).send({ ...answer, path })
    },
  )

  app.delete(
    '/api/v1/organisations/:organisation/me/calendar/:feed',
    {
      schema: {
        summary: 'Ends an address of your calendar at once',
        params: FeedParams,
        response: { 200: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const origin = { orgId: live.orgId, actor, route: 'revoke-calendar', key: idempotencyKey(request) }
      return (await runCommand(parts, origin, revokeFeed, { id: request.params.feed })).answer
    },
  )
}
