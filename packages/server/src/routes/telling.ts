import Type from 'typebox'
import { mayDo } from '../accounts/actor.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Sending, Telling, TellingBody, TestAnswer, TestBody } from '../api/telling.ts'
import type { App, ServerParts } from '../app.ts'
import { runCommand } from '../commands/run.ts'
import { setTelling } from '../commands/telling.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import { sendingsOf } from '../store/read/notice.ts'
import { chatChannelsOf, tellingRuleOf } from '../store/read/telling.ts'
import { rulesIn } from '../telling/settings.ts'
import { sendTest } from '../telling/test-message.ts'
import { personOf } from './inbox.ts'
import { namesOf } from './names.ts'

const right = 'edit-strategy'
const mostSendings = 100

/** How the organisation tells its people, what was sent, and whether it arrives. */
export function tellingRoutes(app: App, parts: ServerParts): void {
  const { database } = parts
  const hasMail = parts.smtp !== undefined

  app.get(
    '/api/v1/organisations/:organisation/telling',
    {
      schema: {
        summary: 'When the organisation reminds, and how those are told who chose nothing',
        params: OrganisationParams,
        response: { 200: Telling, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const kept = await database.inTenant(live.orgId, (tenant) => tellingRuleOf(tenant, live.orgId))
      return plainRules(rulesIn(kept), mayDo(actor, right))
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/telling',
    {
      schema: {
        summary: 'Sets when the organisation reminds, and how those are told who chose nothing',
        params: OrganisationParams,
        body: TellingBody,
        response: { 200: Telling, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, right)
      const origin = { orgId: live.orgId, actor, route: 'telling', key: idempotencyKey(request) }
      return plainRules((await runCommand(parts, origin, setTelling, request.body)).answer, true)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/telling/sendings',
    {
      schema: {
        summary: 'The last mails and chat messages, and what came of them',
        params: OrganisationParams,
        response: { 200: Type.Array(Sending), ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, right)
      const { orgId } = live
      const { rows, channels } = await database.inTenant(orgId, async (tenant) => ({
        rows: await sendingsOf(tenant, orgId, mostSendings),
        channels: await chatChannelsOf(tenant, orgId),
      }))
      const people = await namesOf(
        database,
        live,
        rows.flatMap(({ userId }) => (userId === null ? [] : [`user:${userId}`])),
      )
      const nameOf = (userId: string | null, channelId: string | null) =>
        userId === null
          ? channels.find((one) => one.channelId === channelId)?.name
          : people.get(`user:${userId}`)
      return rows.map(({ deliveryId, kind, userId, channelId, state, attempts, dueAt, fault }) => ({
        id: deliveryId,
        kind: kind as 'notice',
        to: nameOf(userId, channelId) ?? '–',
        state: state as 'sent',
        attempts,
        at: dueAt.toISOString(),
        fault,
      }))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/telling/test',
    {
      schema: {
        summary: 'Sends a mail to yourself, or a message to a chat channel, and says what came of it',
        params: OrganisationParams,
        body: TestBody,
        response: { 200: TestAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live, actor, organisation } = await enter(parts, request, right)
      const to = { userId: personOf(actor), channelId: request.body.channel }
      const fault = await sendTest(parts, { slug: organisation.slug, live }, to)
      return { isSent: fault === null, fault }
    },
  )

  function plainRules(rules: ReturnType<typeof rulesIn>, mayChange: boolean) {
    const { reminders, ...rest } = rules
    const { daysBefore, daysAfter, ...times } = reminders
    const days = { daysBefore: [...daysBefore], daysAfter: [...daysAfter] }
    return { ...rest, reminders: { ...times, ...days }, hasMail, mayChange }
  }
}
