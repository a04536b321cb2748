import type { Measure } from '@keelson/core'
import { printDay } from '@keelson/core'
import type { Actor } from '../accounts/actor.ts'
import { mayRecord } from '../accounts/actor.ts'
import { memberOf } from '../accounts/entry.ts'
import { readShareToken } from '../accounts/share-token.ts'
import { refusals } from '../api/common.ts'
import { LinkAnswer, LinkBody, LinkParams, LinkValue } from '../api/telling.ts'
import type { App, ServerParts } from '../app.ts'
import { readValues } from '../commands/read-values.ts'
import { recordByLink } from '../commands/record-by-link.ts'
import { currentOf } from '../commands/record-values.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { checkInLinkOf } from '../store/read/notice.ts'
import { versionsOf } from '../store/read/observation.ts'
import { refusalOf } from './rejection.ts'
import { writtenValue } from './stored-value.ts'

/** The link of a reminder: it shows one KPI and takes one value of it, from whoever has it, as the person it was sent to. */
export function checkInLinkRoutes(app: App, parts: ServerParts): void {
  const { database, clock, limits } = parts
  // By the address of the network alone: whoever guesses would else send another made-up session each time.
  const config = { rateLimit: { max: limits.perMinute, keyGenerator: ({ ip }: { ip: string }) => ip } }

  app.get(
    '/api/v1/check-in-links/:token',
    {
      schema: {
        security: [],
        summary: 'What the link of a reminder asks for',
        params: LinkParams,
        response: { 200: LinkAnswer, ...refusals },
      },
      config,
    },
    async (request) => {
      const { live, link, measure, orgId } = await opened(request.params.token)
      const { ordinal, usedAt, expiresAt } = link
      const [current, before] = await database.inTenant(orgId, async (tenant) => [
        currentOf(await versionsOf(tenant, orgId, [{ measure: measure.id, ordinal }])),
        currentOf(await versionsOf(tenant, orgId, [{ measure: measure.id, ordinal: ordinal - 1 }])),
      ])
      const isAnswered = current !== undefined && !Number.isNaN(current.value)
      if (usedAt !== null || expiresAt.getTime() <= clock() || isAnswered) throw new Failure('link-over')
      const { calendar, name: organisation } = live.strategy.organisation
      return {
        organisation,
        ...named(live, measure, ordinal),
        unit: measure.unit.name,
        lastDay: printDay(calendar.end(measure.grain, ordinal)),
        before: writtenValue(before?.value ?? Number.NaN, measure.unit),
        expiresAt: expiresAt.toISOString(),
      }
    },
  )

  app.post(
    '/api/v1/check-in-links/:token',
    {
      schema: {
        security: [],
        summary: 'Hands in the value that the link of a reminder asks for, once',
        params: LinkParams,
        body: LinkBody,
        response: { 200: LinkValue, ...refusals },
      },
      config,
    },
    async (request) => {
      const { live, actor, link, measure, orgId, tokenHash } = await opened(request.params.token)
      const { value, note } = request.body
      const { ordinal } = link
      const told = named(live, measure, ordinal)
      const values = readValues(live, [
        { measure: measure.id, period: told.period, value, source: 'link', note },
      ])
      const [rejection] = values.rejected
      if (rejection) throw refusalOf(rejection)
      const key = idempotencyKey(request)
      const origin = { orgId, actor, route: `check-in-link ${link.userId}`, key, sent: [told, request.body] }
      await runCommand(parts, origin, recordByLink, { tokenHash, values })
      const [given] = values.values
      return { ...told, value: writtenValue(given?.value ?? Number.NaN, measure.unit) }
    },
  )

  /** What a link is of; one that is unknown and one whose person may not record any more are told alike. */
  async function opened(token: string) {
    const read = readShareToken(token)
    if (!read) throw new Failure('link-over')
    const { orgId, tokenHash } = read
    const link = await database.inTenant(orgId, (tenant) => checkInLinkOf(tenant, orgId, tokenHash))
    if (!link) throw new Failure('link-over')
    const live = await parts.registry.get(orgId)
    const actor: Actor | undefined = memberOf(live, link.userId)
    const measure = live.strategy.measures.get(link.measure)
    if (!actor || !measure || !mayRecord(actor, live.strategy, measure.id)) throw new Failure('link-over')
    return { orgId, tokenHash, link, live, actor, measure }
  }
}

function named({ strategy }: LiveOrganisation, { id, name, grain }: Measure, ordinal: number) {
  const judged = [...strategy.kpis.values()].find(({ measure }) => measure === id)
  return { name: judged?.name ?? name, period: strategy.organisation.calendar.name(grain, ordinal) }
}
