import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { OrganisationParams, refusals } from '../api/common.ts'
import { ScorecardQuery } from '../api/scorecard.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { mediaTypes, type PackFormat } from '../pack/formats.ts'
import type { Press } from '../pack/press.ts'
import { scorecardDocument } from '../pack/scorecard-document.ts'
import { engineAt, scorecardOf } from './scorecard.ts'

const names = { xlsx: 'a workbook', pdf: 'PDF, to print', pptx: 'slides, one a group' } as const

/** The scorecard as documents, with the numbers of the screen. */
export function scorecardDocumentRoutes(app: App, parts: ServerParts, press: Press): void {
  for (const format of Object.keys(mediaTypes) as PackFormat[]) {
    app.get(
      `/api/v1/organisations/:organisation/scorecard.${format}`,
      {
        schema: {
          summary: `The scorecard as ${names[format]}, with the same numbers`,
          params: OrganisationParams,
          querystring: ScorecardQuery,
          response: { 200: documentSchema(format), ...refusals },
        },
      },
      async (request, reply) => {
        const { live } = await enter(parts, request, 'read')
        const asked = { ...request.query, detail: true }
        const scorecard = scorecardOf(await engineAt(parts, live, asked.asOf, asked.seq), asked, live.seq)
        const bytes = await press.print(format, scorecardDocument(scorecard))
        const name = `${request.params.organisation}-scorecard-${scorecard.period}`
        return sendDocument(reply, format, name, bytes)
      },
    )
  }
}

/** What an address of documents answers with, as the OpenAPI document tells it. */
export function documentSchema(format: PackFormat) {
  return { content: { [mediaTypes[format]]: { schema: Type.Unsafe({}) } } }
}

/** Sends the bytes of a document as a file of a name, to which its ending is added. */
export function sendDocument(reply: FastifyReply, format: PackFormat, name: string, bytes: Buffer) {
  return reply
    .type(mediaTypes[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .serializer((sent) => sent as string)
    .send(bytes)
}
