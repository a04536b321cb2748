import { endOfDay, parseDay, writeStored } from '@keelson/core'
import {
  AuditAnswer,
  AuditQuery,
  ChainAnswer,
  ChainQuery,
  HistoryAnswer,
  HistoryParams,
  NewsAnswer,
  NewsQuery,
} from '../api/audit.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { verifyChain } from '../live/chain.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { recordedDay } from '../reading/event-details.ts'
import { countAfter, eventNames, eventsLike, tracedValues } from '../store/read/audit.ts'
import { actorNames, auditRows } from './audit-rows.ts'
import { kpiNamed } from './known-kpi.ts'

const usualLimit = 50
const mostPeriods = 60
const mostChanges = 100

/** Who changed what, when, from what to what; and whether the record of it is whole. */
export function auditTrailRoutes(app: App, parts: ServerParts): void {
  const { database } = parts

  app.get(
    '/api/v1/organisations/:organisation/audit',
    {
      schema: {
        summary: 'Events as people read them, the newest first, by kind, person, subject and days',
        params: OrganisationParams,
        querystring: AuditQuery,
        response: { 200: AuditAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read-audit')
      const { orgId } = live
      const { kind, actor, subject, from, to, before, limit = usualLimit } = request.query
      const filter = {
        kind,
        actor,
        subjects: subject === undefined ? undefined : [subject],
        from: from === undefined ? undefined : dayEnd(live, from, -1),
        to: to === undefined ? undefined : dayEnd(live, to, 0),
        before,
      }
      const { events, kinds, actors } = await database.inTenant(orgId, async (tenant) => ({
        events: await eventsLike(tenant, orgId, filter, limit),
        ...(await eventNames(tenant, orgId)),
      }))
      const names = await actorNames(parts, live, actors)
      return {
        rows: await auditRows(parts, live, events),
        next: events.length === limit ? (events.at(-1)?.seq ?? null) : null,
        kinds: [...kinds],
        actors: actors.map((one) => ({ actor: one, name: names.get(one) ?? null })),
      }
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/audit/chain',
    {
      schema: {
        summary: 'Makes the hash of every event anew and says how far the chain is unbroken',
        params: OrganisationParams,
        querystring: ChainQuery,
        response: { 200: ChainAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read-audit')
      return verifyChain(database, live, parts.clock(), request.query.whole ?? false)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/news',
    {
      schema: {
        summary: 'How much happened after an event, by kinds',
        params: OrganisationParams,
        querystring: NewsQuery,
        response: { 200: NewsAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { after } = request.query
      const kinds = await database.inTenant(live.orgId, (tenant) => countAfter(tenant, live.orgId, after))
      return { seq: live.seq, kinds: [...kinds] }
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/kpis/:kpi/history',
    {
      schema: {
        summary:
          'Who changed a KPI, its measure and its values, when, from what to what, and where values came from',
        params: HistoryParams,
        response: { 200: HistoryAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { orgId, strategy } = live
      const { kpi, measure } = kpiNamed(strategy, request.params.kpi)
      const { calendar } = strategy.organisation
      const only = new Set([kpi.id, measure.id])
      const { events, traced } = await database.inTenant(orgId, async (tenant) => ({
        events: await eventsLike(tenant, orgId, { subjects: [...only] }, mostChanges),
        traced: await tracedValues(tenant, orgId, measure.id, mostPeriods),
      }))
      const names = await actorNames(parts, live, [...new Set(traced.map(({ actor }) => actor))])
      const changes = await auditRows(parts, live, events, only)
      return {
        changes: changes.filter(({ count, kind }) => count > 0 && kind !== 'comment-added'),
        measure: measure.id,
        unit: measure.unit.name,
        values: [...Map.groupBy(traced, ({ ordinal }) => ordinal)].map(([ordinal, versions]) => ({
          period: calendar.name(measure.grain, ordinal),
          versions: versions.map(({ value, recorded, at, actor, source, note, reason, seq }) => ({
            value: Number.isFinite(value) ? Number(writeStored(value, measure.unit)) : null,
            recorded: recordedDay(recorded),
            at: at.toISOString(),
            actor,
            actorName: names.get(actor) ?? null,
            source,
            note,
            reason,
            seq,
          })),
        })),
      }
    },
  )
}

/** The end of a day where the organisation is, or of one some days later. */
function dayEnd({ strategy }: LiveOrganisation, text: string, later: number): Date {
  const day = parseDay(text)
  if (day === undefined || day < 0 || day > 2_900_000)
    throw new Failure('invalid-request', `"${text}" is no day of this record. Write one such as 2026-03-03.`)
  return new Date(endOfDay(day + later, strategy.organisation.timeZone))
}
