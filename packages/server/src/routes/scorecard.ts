import type { Engine } from '@keelson/core'
import { groupsOf, printDay, scoreOf } from '@keelson/core'
import Type from 'typebox'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Scorecard, ScorecardQuery } from '../api/scorecard.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { answerOnce } from '../http/answer.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { finite } from './finite.ts'
import { rowDetail } from './row-detail.ts'
import { scorecardCsv } from './scorecard-csv.ts'
import { periodIndex, stateAt } from './state.ts'

/** The scorecard, now or as known on a day. */
export function scorecardRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/scorecard',
    {
      schema: {
        summary: 'KPIs in groups, with actual values, targets, scores and status',
        params: OrganisationParams,
        querystring: ScorecardQuery,
        response: { 200: Scorecard, ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const { asOf, seq } = request.query
      if (asOf !== undefined || seq !== undefined)
        return scorecardOf(await engineAt(parts, live, asOf, seq), request.query, live.seq)
      return answerOnce(live, request, reply, () => scorecardOf(live.engine, request.query, live.seq))
    },
  )
}

/** The scorecard as a table of text. */
export function scorecardTableRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/scorecard.csv',
    {
      schema: {
        summary: 'The scorecard as CSV, with the same numbers',
        params: OrganisationParams,
        querystring: ScorecardQuery,
        response: { 200: { content: { 'text/csv': { schema: Type.String() } } }, ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const scorecard = scorecardOf(
        await engineAt(parts, live, request.query.asOf, request.query.seq),
        request.query,
        live.seq,
      )
      const { organisation } = request.params
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="${organisation}-scorecard-${scorecard.period}.csv"`,
        )
        .send(scorecardCsv(scorecard))
    },
  )
}

type Asked = Type.Static<typeof ScorecardQuery>

/** What the scorecard says of a period. */
export function scorecardOf(
  engine: Engine,
  { by = 'perspective', group, period, detail }: Asked,
  seq: number,
) {
  const { organisation } = engine.strategy
  const index = periodIndex(engine, engine.grain, period)
  return {
    organisation: organisation.name,
    asOf: printDay(engine.asOf),
    period: organisation.calendar.name(engine.grain, engine.timeline(engine.grain).first + index),
    by,
    score: finite(scoreOf(engine.node('organisation', '', index))),
    groups: groupsOf(engine, by, index, group).map(({ id, name, rollUp, score, kpis }) => ({
      id,
      name,
      rollUp,
      score: finite(score),
      kpis: kpis.map((row) => ({ ...finite(row), ...(detail && { detail: rowDetail(engine, row) }) })),
    })),
    seq,
  }
}

/** The engine of now, or of what was known at the end of a day. */
export async function engineAt(
  parts: ServerParts,
  live: LiveOrganisation,
  asOf: string | undefined,
  seq?: number,
): Promise<Engine> {
  return (await stateAt(parts, live, asOf, seq)).engine
}
