import { reviewedKpis } from '@keelson/core'
import { refusals } from '../api/common.ts'
import { ReviewParams } from '../api/reviews.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { mediaTypes, type PackFormat } from '../pack/formats.ts'
import type { Press } from '../pack/press.ts'
import { reviewDocument } from '../pack/review-document.ts'
import { reviewsOf } from '../store/read/review.ts'
import { engineAt, scorecardOf } from './scorecard.ts'
import { documentSchema, sendDocument } from './scorecard-documents.ts'

const names = { xlsx: 'a workbook', pdf: 'PDF, to print', pptx: 'slides' } as const

/** The pack of a review: what was seen, to the last digit, with what came of it. */
export function reviewPackRoutes(app: App, parts: ServerParts, press: Press): void {
  for (const format of Object.keys(mediaTypes) as PackFormat[]) {
    app.get(
      `/api/v1/organisations/:organisation/reviews/:review/pack.${format}`,
      {
        schema: {
          summary: `The pack of a review as ${names[format]}: minutes, actions and the numbers that were seen`,
          params: ReviewParams,
          response: { 200: documentSchema(format), ...refusals },
        },
      },
      async (request, reply) => {
        const { live } = await enter(parts, request, 'read')
        const { organisation, review: id } = request.params
        const [kept] = await parts.database.inTenant(live.orgId, (tenant) =>
          reviewsOf(tenant, live.orgId, { id }),
        )
        const { seen, subject } = kept?.review ?? {}
        if (!kept || !seen || !subject) throw new Failure('not-found')
        const engine = await engineAt(parts, live, seen.asOf, seen.seq)
        const { strategy } = engine
        const cycle = strategy.reviews.get(subject.cycle)
        const shown = reviewedKpis(strategy, cycle)
        const scorecard = scorecardOf(engine, { by: 'perspective', detail: true }, seen.seq)
        const groups = scorecard.groups
          .map((group) => ({ ...group, kpis: group.kpis.filter((row) => shown.has(row.id)) }))
          .filter(({ kpis }) => kpis.length > 0)
        const pack = reviewDocument(cycle?.name ?? subject.cycle, strategy, kept.review, {
          ...scorecard,
          groups,
        })
        const bytes = await press.print(format, pack)
        return sendDocument(reply, format, `${organisation}-${subject.cycle}-${subject.period}`, bytes)
      },
    )
  }
}
