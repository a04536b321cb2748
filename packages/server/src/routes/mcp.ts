import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { OrganisationParams } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { answerRpc } from '../mcp/json-rpc.ts'
import type { Ask } from '../mcp/methods.ts'
import { methodsOf, revisions } from '../mcp/methods.ts'

/** Addresses below this one take tokens, and no session of a browser. */
export const mcpPath = '/mcp/'

const bodyLimit = 64 * 1_048_576

/**
 * The Model Context Protocol over streamable HTTP, one answer for each message and no state between them. Every tool
 * goes through the interface as its caller, so that it may what the caller's token may.
 */
export function mcpRoutes(app: App, parts: ServerParts): void {
  app.post(
    `${mcpPath}:organisation`,
    { bodyLimit, schema: { hide: true, params: OrganisationParams, body: Type.Any() } },
    async (request, reply) => {
      if (request.headers.authorization === undefined) throw new Failure('unauthenticated')
      const { live } = await enter(parts, request, 'read')
      refuseRevision(request)
      const ask = askerOf(app, request)
      const methods = methodsOf({ version: parts.version, base: live.strategySeq, ask })
      const answer = await answerRpc(methods, request.body)
      if (answer) return reply.type('application/json').send(answer)
      return reply.code(202).send()
    },
  )

  app.route({
    method: ['GET', 'DELETE'],
    url: `${mcpPath}:organisation`,
    schema: { hide: true, params: OrganisationParams },
    handler: async (_request, reply) => {
      reply.header('allow', 'POST')
      throw new Failure('method-not-allowed')
    },
  })
}

/** Before `initialize` nothing is agreed on, and no header says what. */
function refuseRevision({ headers }: FastifyRequest): void {
  const revision = headers['mcp-protocol-version']
  if (revision === undefined || revisions.some((one) => one === revision)) return
  throw new Failure(
    'invalid-request',
    `The revision "${revision}" of the protocol is not spoken here, but ${revisions.join(', ')} are.`,
  )
}

function askerOf(app: App, request: FastifyRequest): Ask {
  const { organisation } = request.params as { organisation: string }
  const headers = { authorization: request.headers.authorization as string }
  return async ({ path, query = {}, body }) => {
    const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))
    const url = `/api/v1/organisations/${organisation}${path}?${search}`
    const answer = await app.inject(
      body === undefined ? { method: 'GET', url, headers } : { method: 'POST', url, headers, payload: body },
    )
    return { status: answer.statusCode, text: answer.payload }
  }
}
