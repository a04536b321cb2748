import { randomBytes } from 'node:crypto'
import Type from 'typebox'
import { OrganisationParams, refusals, Uuid } from '../api/common.ts'
import {
  DeliveriesQuery,
  DeliveryLog,
  DeliveryParams,
  NewWebhook,
  Webhook,
  WebhookBody,
  WebhookParams,
  WebhookPause,
} from '../api/webhooks.ts'
import type { App, ServerParts } from '../app.ts'
import { runCommand } from '../commands/run.ts'
import { createWebhook, deleteWebhook, pauseWebhook, resumeWebhook } from '../commands/webhooks.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { DeliveryRow } from '../store/read/webhook.ts'
import { deliveriesOf, webhooksOf } from '../store/read/webhook.ts'
import { printSecret } from '../webhooks/message.ts'
import { refuseTarget } from './target.ts'

const secretBytes = 32
const right = 'manage-connectors'

/** Where events are told to, what was told, and telling it again. */
export function webhookRoutes(app: App, parts: ServerParts): void {
  const { database, egress, seal, deliveries } = parts

  app.get(
    '/api/v1/organisations/:organisation/webhooks',
    {
      schema: {
        summary: 'The webhooks, without their secrets',
        params: OrganisationParams,
        response: { 200: Type.Array(Webhook), ...refusals },
      },
    },
    async (request) => {
      const { orgId } = (await enter(parts, request, right)).organisation
      const rows = await database.inTenant(orgId, (tenant) => webhooksOf(tenant, orgId))
      return rows.map(({ webhookId, url, kinds, createdAt, pausedAt }) => ({
        id: webhookId,
        url,
        kinds,
        createdAt: createdAt.toISOString(),
        isPaused: pausedAt !== null,
      }))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/webhooks',
    {
      schema: {
        summary: 'Has events told to an address from now on; the signing secret is shown this once',
        params: OrganisationParams,
        body: WebhookBody,
        response: { 201: NewWebhook, ...refusals },
      },
    },
    async (request, reply) => {
      const { actor, organisation } = await enter(parts, request, right)
      const { url, kinds = null } = request.body
      refuseTarget(egress, url)
      const secret = randomBytes(secretBytes)
      const origin = { orgId: organisation.orgId, actor, route: 'webhook', key: undefined }
      const { answer } = await runCommand(parts, origin, createWebhook, { url, kinds, secret, seal })
      return reply
        .code(201)
        .send({ ...answer, kinds: answer.kinds && [...answer.kinds], secret: printSecret(secret) })
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/webhooks/:webhook',
    {
      schema: {
        summary: 'Pauses a webhook, so that what it is to be told waits, or has it go on',
        params: WebhookParams,
        body: WebhookPause,
        response: { 200: Type.Object({ id: Uuid, isPaused: Type.Boolean() }), ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, right)
      const key = idempotencyKey(request)
      const command = request.body.isPaused ? pauseWebhook : resumeWebhook
      const origin = { orgId: organisation.orgId, actor, route: command.kind, key }
      return (await runCommand(parts, origin, command, { id: request.params.webhook })).answer
    },
  )

  app.delete(
    '/api/v1/organisations/:organisation/webhooks/:webhook',
    {
      schema: {
        summary: 'Has nothing more told to an address',
        params: WebhookParams,
        response: { 200: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, right)
      const key = idempotencyKey(request)
      const origin = { orgId: organisation.orgId, actor, route: 'delete-webhook', key }
      return (await runCommand(parts, origin, deleteWebhook, { id: request.params.webhook })).answer
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/webhooks/:webhook/deliveries',
    {
      schema: {
        summary: 'What was sent to a webhook and what came of it, the newest first',
        params: WebhookParams,
        querystring: DeliveriesQuery,
        response: { 200: DeliveryLog, ...refusals },
      },
    },
    async (request) => {
      const { orgId } = (await enter(parts, request, right)).organisation
      const { before, limit = 100 } = request.query
      const rows = await database.inTenant(orgId, (tenant) =>
        deliveriesOf(tenant, orgId, request.params.webhook, { before, most: limit }),
      )
      return {
        deliveries: rows.map(plainDelivery),
        next: rows.length === limit ? (rows.at(-1)?.deliveryId ?? null) : null,
      }
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/webhooks/:webhook/deliveries/:delivery/again',
    {
      schema: {
        summary: 'Sends an event again, as a delivery of its own with the same webhook-id',
        params: DeliveryParams,
        response: { 202: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request, reply) => {
      const { orgId } = (await enter(parts, request, right)).organisation
      const { webhook, delivery } = request.params
      const id = await deliveries.again(orgId, webhook, delivery)
      if (id === undefined) throw new Failure('not-found')
      return reply.code(202).send({ id })
    },
  )
}

function plainDelivery(row: DeliveryRow) {
  const { deliveryId, seq, kind, state, attempts, dueAt, createdAt, answerStatus, fault } = row
  const isWaiting = state === 'waiting'
  return {
    id: deliveryId,
    seq,
    kind,
    state,
    attempts,
    createdAt: createdAt.toISOString(),
    nextAt: isWaiting ? dueAt.toISOString() : null,
    endedAt: isWaiting ? null : dueAt.toISOString(),
    status: answerStatus,
    fault,
  }
}
