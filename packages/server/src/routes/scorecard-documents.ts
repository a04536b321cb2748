import Type from 'typebox'
import { OrganisationParams, refusals } from '../api/common.ts'
import { ScorecardQuery } from '../api/scorecard.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { mediaTypes, type PackFormat } from '../pack/formats.ts'
import { Press } from '../pack/press.ts'
import { scorecardDocument } from '../pack/scorecard-document.ts'
import { engineAt, scorecardOf } from './scorecard.ts'

const names = { xlsx: 'a workbook', pdf: 'PDF, to print', pptx: 'slides, one a group' } as const

/** The scorecard as documents, with the numbers of the screen. */
export function scorecardDocumentRoutes(app: App, parts: ServerParts): void {
  const press = new Press()
  app.addHook('onClose', () => press.stop())
  for (const format of Object.keys(mediaTypes) as PackFormat[]) {
    const type = mediaTypes[format]
    app.get(
      `/api/v1/organisations/:organisation/scorecard.${format}`,
      {
        schema: {
          summary: `The scorecard as ${names[format]}, with the same numbers`,
          params: OrganisationParams,
          querystring: ScorecardQuery,
          response: { 200: { content: { [type]: { schema: Type.Unsafe({}) } } }, ...refusals },
        },
      },
      async (request, reply) => {
        const { live } = await enter(parts, request, 'read')
        const asked = { ...request.query, detail: true }
        const scorecard = scorecardOf(await engineAt(parts, live, asked.asOf), asked, live.seq)
        const bytes = await press.print(format, scorecardDocument(scorecard))
        const name = `${request.params.organisation}-scorecard-${scorecard.period}.${format}`
        return reply
          .type(type)
          .header('content-disposition', `attachment; filename="${name}"`)
          .serializer((sent) => sent as string)
          .send(bytes)
      },
    )
  }
}
