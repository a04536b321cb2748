import type { ReviewSubject } from '@keelson/core'
import { reviewsDue } from '@keelson/core'
import Type from 'typebox'
import { personOf } from '../accounts/actor.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import {
  ActionRow,
  ActionsQuery,
  AgendaAnswer,
  AgendaQuery,
  ReviewAnswer,
  ReviewParams,
  ReviewStepBody,
  ReviewSubjectBody,
  ReviewsAnswer,
} from '../api/reviews.ts'
import type { App, ServerParts } from '../app.ts'
import { cycleOf, lookAt, moveReview } from '../commands/review.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { etagOf, versionIn } from '../http/etag.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptReview, WhichReview } from '../store/read/review.ts'
import { reviewSnapshot, reviewsOf } from '../store/read/review.ts'
import { actionRow, agendaRow, dueOf, reviewAnswer, reviewRow } from './review-answer.ts'
import { reviewCommand } from './review-command.ts'

const right = 'discuss'
/** How far back a review that nobody held is told, the last of each cycle alone, and how far ahead those to come. */
const [daysBack, daysAhead] = [400, 100]

/** Reviews that are due and those that were held, with what came of them. */
export function reviewRoutes(app: App, parts: ServerParts): void {
  const { database, registry } = parts
  const all = (orgId: string, which?: WhichReview) =>
    database.inTenant(orgId, (tenant) => reviewsOf(tenant, orgId, which))
  const answerOf = async (orgId: string, id: string) => {
    const [kept] = await all(orgId, { id })
    if (!kept) throw new Failure('not-found')
    return reviewAnswer(await registry.get(orgId), kept)
  }

  app.get(
    '/api/v1/organisations/:organisation/reviews',
    {
      schema: {
        summary: 'The reviews that were begun and those that are due, the latest first',
        params: OrganisationParams,
        response: { 200: ReviewsAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const kept = await all(live.orgId)
      const key = ({ cycle, period }: { readonly cycle: string; readonly period: string }) =>
        `${cycle} ${period}`
      const known = new Map(kept.map((one) => [key(one.review.subject), one]))
      const due = reviewsDue(live.strategy, live.today - daysBack, live.today + daysAhead)
      const lastDue = new Map(due.filter((one) => one.due <= live.today).map((one) => [one.cycle, one]))
      const waiting = due.filter(
        (one) => !known.has(key(one)) && (one.due > live.today || lastDue.get(one.cycle) === one),
      )
      const rows = [
        ...kept.map((one) => reviewRow(live, actor, dueOf(live, one.review), one)),
        ...waiting.map((one) => reviewRow(live, actor, one, undefined)),
      ]
      return { reviews: rows.sort((a, b) => (a.due < b.due ? 1 : a.due > b.due ? -1 : 0)) }
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/reviews',
    {
      schema: {
        summary: 'Opens the review of a period: its agenda and what everybody looks at are frozen',
        params: OrganisationParams,
        body: ReviewSubjectBody,
        response: { 200: ReviewAnswer, 201: ReviewAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { actor, live } = await enter(parts, request, right)
      const { cycle, period } = request.body
      const subject = { cycle, period: canonicalPeriod(live.strategy.organisation.calendar, period) }
      const origin = {
        orgId: live.orgId,
        actor,
        route: 'open-review',
        key: idempotencyKey(request),
        sent: request.body,
      }
      const command = { kind: 'open' as const, by: personOf(actor, 'opened') }
      const { answer } = await runCommand(parts, origin, moveReview, { about: { subject }, command })
      const told = await answerOf(live.orgId, answer.id)
      return reply
        .code(answer.isNew ? 201 : 200)
        .header('etag', etagOf(told))
        .send(told)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/agenda',
    {
      schema: {
        summary: 'What the review of a period would talk about, as things stand; nothing is written',
        params: OrganisationParams,
        querystring: AgendaQuery,
        response: { 200: AgendaAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const subject = subjectOf(live, request.query)
      const cycle = cycleOf(live, subject)
      const { agenda } = await database.inTenant(live.orgId, (tenant) => lookAt(tenant, live, cycle, subject))
      return { items: agenda.map(agendaRow) }
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/reviews/:review',
    {
      schema: {
        summary: 'A review with its agenda, decisions, notes and actions',
        params: ReviewParams,
        response: { 200: ReviewAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const told = await answerOf(live.orgId, request.params.review)
      return reply.header('etag', etagOf(told)).send(told)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/reviews/:review/snapshot',
    {
      schema: {
        summary:
          'The numbers that were seen in a review, as canonical JSON; their hash is the SHA-256 of the bytes',
        params: ReviewParams,
        response: { 200: Type.Any(), ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const { review } = request.params
      const content = await database.inTenant(live.orgId, async (tenant) => {
        const [kept] = await reviewsOf(tenant, live.orgId, { id: review })
        const hash = kept?.review.seen?.hash
        return hash === undefined ? undefined : reviewSnapshot(tenant, live.orgId, review, hash)
      })
      if (content === undefined) throw new Failure('not-found')
      // As it is kept, so that its hash can be made again from what is sent.
      return reply.type('application/json; charset=utf-8').serializer(String).send(content)
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/reviews/:review/steps',
    {
      schema: {
        summary:
          'Takes a review on: present, note, decide, park, assign, close, sign. If-Match refuses what was not seen',
        params: ReviewParams,
        body: ReviewStepBody,
        response: { 200: ReviewAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { actor, live } = await enter(parts, request, right)
      const { review: id } = request.params
      const ifVersion = versionIn(request.headers['if-match'], 'review')
      const sent = { id, ifVersion, body: request.body }
      const origin = { orgId: live.orgId, actor, route: 'review', key: idempotencyKey(request), sent }
      await runCommand(parts, origin, moveReview, {
        about: { id },
        command: reviewCommand(personOf(actor, 'decided'), request.body),
        ...(ifVersion !== undefined && { ifVersion }),
      })
      const told = await answerOf(live.orgId, id)
      return reply.header('etag', etagOf(told)).send(told)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/actions',
    {
      schema: {
        summary: 'What reviews have given people to do, by the day it is due',
        params: OrganisationParams,
        querystring: ActionsQuery,
        response: { 200: Type.Array(ActionRow), ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const { mine, open, kpi } = request.query
      const rows = (await all(live.orgId)).flatMap((kept: KeptReview) =>
        kept.review.actions.map((action) => actionRow(live, kept, action)),
      )
      return rows
        .filter(({ owner }) => !mine || owner === actor.person)
        .filter(({ state }) => !open || state === 'open')
        .filter(({ item }) => kpi === undefined || item === `kpi:${kpi}`)
        .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
    },
  )
}

/** The period that has ended last of the first cycle, where nothing else is said. */
function subjectOf(
  { strategy, today }: LiveOrganisation,
  asked: Type.Static<typeof AgendaQuery>,
): ReviewSubject {
  const { calendar } = strategy.organisation
  const cycle = asked.cycle ?? [...strategy.reviews.keys()][0] ?? ''
  const grain = strategy.reviews.get(cycle)?.grain ?? strategy.organisation.review
  const last = calendar.name(grain, calendar.ordinal(grain, today) - 1)
  return { cycle, period: asked.period === undefined ? last : canonicalPeriod(calendar, asked.period) }
}

type Calendar = Parameters<typeof cycleOf>[0]['strategy']['organisation']['calendar']

/** One name for a period, however it is written. */
function canonicalPeriod(calendar: Calendar, text: string): string {
  const period = calendar.parse(text)
  return 'fault' in period ? text : calendar.name(period.grain, period.ordinal)
}
