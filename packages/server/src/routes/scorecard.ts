import type { Engine } from '@keelson/core'
import { groupsOf, parseDay, printDay, scoreOf } from '@keelson/core'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Scorecard, ScorecardQuery } from '../api/scorecard.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { engineOf } from '../live/past.ts'
import { finite } from './finite.ts'

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
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { by = 'perspective', group, period, asOf } = request.query
      const engine = await engineAt(parts, live, asOf)
      const { organisation } = engine.strategy
      const index = period === undefined ? engine.closed(engine.grain) - 1 : indexOf(engine, period)
      const ordinal = engine.timeline(engine.grain).first + index
      return {
        organisation: organisation.name,
        asOf: printDay(engine.asOf),
        period: organisation.calendar.name(engine.grain, ordinal),
        by,
        score: finite(scoreOf(engine.node('organisation', '', index))),
        groups: groupsOf(engine, by, index, group).map(({ id, name, rollUp, score, kpis }) => ({
          id,
          name,
          rollUp,
          score: finite(score),
          kpis: kpis.map(finite),
        })),
        seq: live.seq,
      }
    },
  )
}

/** The engine of now, or of what was known at the end of a day. */
export async function engineAt(
  { database }: ServerParts,
  live: LiveOrganisation,
  asOf: string | undefined,
): Promise<Engine> {
  if (asOf === undefined) return live.engine
  const day = parseDay(asOf)
  if (day === undefined)
    throw new Failure('invalid-request', `asOf takes a date such as 2026-03-03, not "${asOf}".`)
  if (day > live.today) throw new Failure('invalid-request', `${asOf} has not come yet.`)
  return engineOf(database, live, day)
}

function indexOf(engine: Engine, text: string): number {
  const { calendar } = engine.strategy.organisation
  const period = calendar.parse(text)
  if ('fault' in period) throw new Failure('invalid-request', `"${text}" is no period of this calendar.`)
  if (period.grain !== engine.grain) {
    throw new Failure(
      'invalid-request',
      `The scorecard is kept by the ${engine.grain}, and ${text} is a ${period.grain}.`,
    )
  }
  const index = period.ordinal - engine.timeline(engine.grain).first
  if (index >= 0 && index < engine.closed(engine.grain)) return index
  throw new Failure('not-found', `${text} has no values: it lies before the first ones, or has not ended.`)
}
