import type { NegotiationCommand, NegotiationSubject } from '@keelson/core'
import { isOpen, shareAgreed, whoMustAct } from '@keelson/core'
import Type from 'typebox'
import { personOf } from '../accounts/actor.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import {
  AgreementsAnswer,
  EffectRow,
  NegotiationAnswer,
  NegotiationParams,
  NegotiationRow,
  NegotiationsQuery,
  OfferBody,
  StepBody,
} from '../api/negotiations.ts'
import type { App, ServerParts } from '../app.ts'
import { moveNegotiation } from '../commands/negotiate.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { etagOf, versionIn } from '../http/etag.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptNegotiation } from '../store/read/negotiation.ts'
import { negotiationsOf } from '../store/read/negotiation.ts'
import {
  agreementRows,
  effectRows,
  isAbout,
  negotiationAnswer,
  negotiationRow,
} from './negotiation-answer.ts'

const right = 'record-values'

/** Targets and shares as people negotiate them, and what they agreed on. */
export function negotiationRoutes(app: App, parts: ServerParts): void {
  const { database, registry } = parts
  const all = (orgId: string, id?: string) =>
    database.inTenant(orgId, (tenant) => negotiationsOf(tenant, orgId, { id }))
  const answerOf = async (orgId: string, id: string) => {
    const [kept] = await all(orgId, id)
    if (!kept) throw new Failure('not-found')
    return negotiationAnswer(await registry.get(orgId), kept)
  }

  app.get(
    '/api/v1/organisations/:organisation/negotiations',
    {
      schema: {
        summary: 'The negotiations, in the order in which they were begun',
        params: OrganisationParams,
        querystring: NegotiationsQuery,
        response: { 200: Type.Array(NegotiationRow), ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const { mine, open, kpi } = request.query
      const isWanted = ({ negotiation }: KeptNegotiation) =>
        (!open || isOpen(negotiation)) &&
        (kpi === undefined || isAbout(negotiation, kpi)) &&
        (!mine || whoMustAct(negotiation).includes(actor.person ?? ''))
      return (await all(live.orgId)).filter(isWanted).map((kept) => negotiationRow(live, kept))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/negotiations',
    {
      schema: {
        summary:
          'Offers terms for a target or a contribution link; begins its negotiation where there is none',
        params: OrganisationParams,
        body: OfferBody,
        response: { 200: NegotiationAnswer, 201: NegotiationAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { actor, live } = await enter(parts, request, right)
      const subject = named(live, request.body.subject)
      const command = { kind: 'offer' as const, by: personOf(actor, 'agreed'), terms: request.body.terms }
      const key = idempotencyKey(request)
      const origin = { orgId: live.orgId, actor, route: 'offer', key, sent: request.body }
      const { answer } = await runCommand(parts, origin, moveNegotiation, { about: { subject }, command })
      const told = await answerOf(live.orgId, answer.id)
      return reply
        .code(answer.isNew ? 201 : 200)
        .header('etag', etagOf(told))
        .send(told)
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/negotiations/effect',
    {
      schema: {
        summary: 'What terms would do to the targets above them; nothing is written',
        params: OrganisationParams,
        body: OfferBody,
        response: { 200: Type.Array(EffectRow), ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      return effectRows(live, named(live, request.body.subject), request.body.terms)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/negotiations/:negotiation',
    {
      schema: {
        summary: 'A negotiation with its rounds, who must act, and what the terms on the table do',
        params: NegotiationParams,
        response: { 200: NegotiationAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const told = await answerOf(live.orgId, request.params.negotiation)
      return reply.header('etag', etagOf(told)).send(told)
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/negotiations/:negotiation/steps',
    {
      schema: {
        summary:
          'Takes a negotiation on: counter, accept, sign, decline, withdraw, escalate, override. If-Match refuses what was not seen',
        params: NegotiationParams,
        body: StepBody,
        response: { 200: NegotiationAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { actor, live } = await enter(parts, request, right)
      const { negotiation: id } = request.params
      const ifVersion = versionIn(request.headers['if-match'], 'negotiation')
      const key = idempotencyKey(request)
      const sent = { id, ifVersion, body: request.body }
      const origin = { orgId: live.orgId, actor, route: 'negotiate', key, sent }
      await runCommand(parts, origin, moveNegotiation, {
        about: { id },
        command: commandOf(personOf(actor, 'agreed'), request.body),
        ...(ifVersion !== undefined && { ifVersion }),
      })
      const told = await answerOf(live.orgId, id)
      return reply.header('etag', etagOf(told)).send(told)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/agreements',
    {
      schema: {
        summary: 'What was agreed or set from above: in force, stale and why, or superseded',
        params: OrganisationParams,
        response: { 200: AgreementsAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const kept = await all(live.orgId)
      const { targets, agreed } = shareAgreed(
        live.strategy,
        kept.map(({ negotiation }) => negotiation),
      )
      return { targets, agreed, agreements: kept.flatMap((one) => agreementRows(live, one)) }
    },
  )
}

/** The period by the name that the calendar gives it, so that a target has one negotiation. */
function named({ strategy }: LiveOrganisation, subject: NegotiationSubject): NegotiationSubject {
  if (subject.kind === 'contribution') return subject
  const { calendar } = strategy.organisation
  const period = calendar.parse(subject.period)
  if ('fault' in period) throw new Failure('invalid-request', `"${subject.period}" is no period.`)
  return { ...subject, period: calendar.name(period.grain, period.ordinal) }
}

type Body = Type.Static<typeof StepBody>

function commandOf(by: string, { kind, terms = {}, hash = '', reason = '' }: Body): NegotiationCommand {
  switch (kind) {
    case 'offer':
      return { kind, by, terms }
    case 'counter-offer':
      return { kind, by, terms, hash }
    case 'accept':
    case 'sign-off':
      return { kind, by, hash }
    case 'decline':
      return { kind, by, hash, reason }
    case 'override':
      return { kind, by, terms, reason }
    default:
      return { kind, by, reason }
  }
}
