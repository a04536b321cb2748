import type { Grain, Results } from '@keelson/core'
import { Engine, linkRequests, printDay, scoreOf } from '@keelson/core'
import { MomentQuery, StrategyMap } from '../api/cascade.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { finite, finiteNumber } from './finite.ts'
import { stateAt } from './state.ts'

/** The strategy map: objectives in their perspectives, and what is thought to lead to what, with what the data say. */
export function mapRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/map',
    {
      schema: {
        summary: 'Objectives by perspective, and causal links with their evidence',
        params: OrganisationParams,
        querystring: MomentQuery,
        response: { 200: StrategyMap, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { engine } = await stateAt(parts, live, request.query.asOf)
      const byGrain = (grain: Grain): Results => {
        const { organisation } = engine.strategy
        const strategy = { ...engine.strategy, organisation: { ...organisation, grain } }
        return new Engine(strategy, engine.observations, { asOf: engine.asOf })
      }
      const links = linkRequests(engine, byGrain)
      const evidence =
        links.length === 0
          ? []
          : await parts.workers.run({ kind: 'evidence', links: links.map((one) => one.request) })
      return {
        asOf: printDay(engine.asOf),
        perspectives: perspectivesOf(engine),
        nodes: nodesOf(engine),
        links: links.map(({ link, grain }, at) => {
          const found = evidence[at]
          return {
            from: link.from,
            to: link.to,
            sign: link.sign,
            lag: link.lag ? `${link.lag.count} ${link.lag.grain}${link.lag.count === 1 ? '' : 's'}` : null,
            strength: link.strength ?? null,
            said: link.evidence ?? null,
            verdict: found?.verdict ?? ('insufficient-data' as const),
            grain,
            points: found?.points ?? 0,
            effectivePoints: finiteNumber(found?.effectivePoints ?? Number.NaN),
            bestLag: found && Number.isFinite(found.lag) ? found.lag : null,
            effect: finiteNumber(found?.effect ?? Number.NaN),
            low: finiteNumber(found?.low ?? Number.NaN),
            high: finiteNumber(found?.high ?? Number.NaN),
            p: finiteNumber(found?.p ?? Number.NaN),
          }
        }),
        seq: live.seq,
      }
    },
  )
}

function perspectivesOf(engine: Engine) {
  const index = engine.closed(engine.grain) - 1
  return [...engine.strategy.perspectives.values()].map(({ id, name }) => ({
    id,
    name,
    status: scoreOf(engine.node('perspective', id, index)).status,
  }))
}

/** The objectives of the company, and KPIs that a link names. */
function nodesOf(engine: Engine) {
  const { objectives, kpis, causalLinks } = engine.strategy
  const index = engine.closed(engine.grain) - 1
  const named = new Set(causalLinks.flatMap(({ from, to }) => [from, to]))
  const judging = Map.groupBy(kpis.values(), ({ objective }) => objective)
  const own = [...objectives.values()].map(({ id, name, perspective }) => ({
    id,
    name,
    kind: 'objective' as const,
    perspective: perspective ?? null,
    kpis: judging.get(id)?.length ?? 0,
    ...partOf(finite(scoreOf(engine.node('objective', id, index)))),
  }))
  const linked = [...kpis.values()]
    .filter(({ id }) => named.has(id) && !objectives.has(id))
    .map(({ id, name, objective }) => ({
      id,
      name,
      kind: 'kpi' as const,
      perspective: (objective && objectives.get(objective)?.perspective) ?? null,
      kpis: 0,
      ...partOf(finite(scoreOf(engine.kpi(id, engine.closed(engine.kpiGrain(id) ?? engine.grain) - 1)))),
    }))
  return [...own, ...linked]
}

function partOf<Score extends { score: unknown; status: unknown; coverage: unknown }>({
  score,
  status,
  coverage,
}: Score) {
  return { score, status, coverage } as Pick<Score, 'score' | 'status' | 'coverage'>
}
