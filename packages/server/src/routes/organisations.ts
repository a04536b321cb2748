import { align, headlineOf, printDay, printHeadline, scoreOf } from '@keelson/core'
import { system } from '../accounts/actor.ts'
import { OrganisationBody, OrganisationRow } from '../api/accounts.ts'
import { MomentQuery } from '../api/cascade.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Overview } from '../api/scorecard.ts'
import type { App, ServerParts } from '../app.ts'
import { foundOrganisation } from '../commands/organisation.ts'
import { enter, signedIn } from '../http/access.ts'
import { organisationBySlug } from '../store/read/organisation.ts'
import { finite } from './finite.ts'
import { stateAt } from './state.ts'

/** Organisations, and how one stands. */
export function organisationRoutes(app: App, parts: ServerParts): void {
  app.post(
    '/api/v1/organisations',
    {
      schema: {
        summary: 'Founds an organisation',
        body: OrganisationBody,
        response: { 201: OrganisationRow, ...refusals },
      },
    },
    async (request, reply) => {
      const { userId } = await signedIn(parts, request)
      const founder = { ...system, principal: `user:${userId}`, userId }
      const { slug } = request.body
      await foundOrganisation(parts, slug, false, founder)
      const row = await organisationBySlug(parts.database, slug)
      const createdAt = (row?.createdAt ?? new Date(parts.clock())).toISOString()
      return reply.code(201).send({ slug, isDemo: false, createdAt })
    },
  )

  app.get(
    '/api/v1/organisations/:organisation',
    {
      schema: {
        summary: 'How the company stands, in one look',
        params: OrganisationParams,
        querystring: MomentQuery,
        response: { 200: Overview, ...refusals },
      },
    },
    async (request) => {
      const { live, organisation } = await enter(parts, request, 'read')
      const { asOf } = request.query
      const { engine } = await stateAt(parts, live, asOf)
      const { strategy } = engine
      const alignment = asOf === undefined ? await live.align() : align(engine)
      const headline = headlineOf(engine)
      const index = engine.closed(engine.grain) - 1
      const timeline = engine.timeline(engine.grain)
      const open = alignment.findings.filter(({ waiver }) => !waiver)
      const count = (wanted: string) => open.filter(({ severity }) => severity === wanted).length
      return {
        organisation: strategy.organisation.name,
        slug: organisation.slug,
        isDemo: organisation.isDemo,
        today: printDay(engine.asOf),
        period: index < 0 ? null : strategy.organisation.calendar.name(engine.grain, timeline.first + index),
        seq: live.seq,
        headline: printHeadline(headline),
        departmentsOnTrack: headline.onTrack,
        departments: headline.departments,
        score: finite(scoreOf(engine.node('organisation', '', index))),
        alignment: alignment.score,
        findings: { error: count('error'), warning: count('warning'), note: count('note') },
        kpis: strategy.kpis.size,
        objectives: strategy.objectives.size,
      }
    },
  )
}
