import type { NoticeSort } from '@keelson/core'
import Type from 'typebox'
import { OrganisationParams, refusals, Uuid } from '../api/common.ts'
import { ChannelBody, ChannelChange, ChannelParams, ChatChannel } from '../api/telling.ts'
import type { App, ServerParts } from '../app.ts'
import { runCommand } from '../commands/run.ts'
import { changeChannel, createChannel, deleteChannel } from '../commands/telling.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import { chatChannelsOf } from '../store/read/telling.ts'
import { refuseTarget } from './target.ts'

const right = 'manage-connectors'

/** The chat channels that notices are told to. */
export function chatChannelRoutes(app: App, parts: ServerParts): void {
  const { database, egress, seal } = parts

  app.get(
    '/api/v1/organisations/:organisation/telling/channels',
    {
      schema: {
        summary: 'The chat channels, without their addresses',
        params: OrganisationParams,
        response: { 200: Type.Array(ChatChannel), ...refusals },
      },
    },
    async (request) => {
      const { orgId } = (await enter(parts, request, right)).organisation
      const rows = await database.inTenant(orgId, (tenant) => chatChannelsOf(tenant, orgId))
      return rows.map(({ channelId, name, format, host, sorts, createdAt }) => ({
        id: channelId,
        name,
        format,
        host,
        sorts: sorts as NoticeSort[],
        createdAt: createdAt.toISOString(),
      }))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/telling/channels',
    {
      schema: {
        summary: 'Has notices of some sorts told to a chat channel',
        params: OrganisationParams,
        body: ChannelBody,
        response: { 201: ChatChannel, ...refusals },
      },
    },
    async (request, reply) => {
      const { actor, organisation } = await enter(parts, request, right)
      const { name, format, url, sorts } = request.body
      refuseTarget(egress, url)
      const origin = { orgId: organisation.orgId, actor, route: 'chat-channel', key: undefined }
      const { answer } = await runCommand(parts, origin, createChannel, { ...request.body, seal })
      return reply.code(201).send({ ...answer, name, format, sorts })
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/telling/channels/:channel',
    {
      schema: {
        summary: 'Changes what a chat channel is called and told; another address is another channel',
        params: ChannelParams,
        body: ChannelChange,
        response: { 200: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, right)
      const key = idempotencyKey(request)
      const origin = { orgId: organisation.orgId, actor, route: 'change-chat-channel', key }
      const input = { id: request.params.channel, ...request.body }
      return (await runCommand(parts, origin, changeChannel, input)).answer
    },
  )

  app.delete(
    '/api/v1/organisations/:organisation/telling/channels/:channel',
    {
      schema: {
        summary: 'Has a chat channel told nothing more',
        params: ChannelParams,
        response: { 200: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, right)
      const key = idempotencyKey(request)
      const origin = { orgId: organisation.orgId, actor, route: 'delete-chat-channel', key }
      return (await runCommand(parts, origin, deleteChannel, { id: request.params.channel })).answer
    },
  )
}
