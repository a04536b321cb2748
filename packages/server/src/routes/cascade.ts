import type { Engine } from '@keelson/core'
import { explainObstacle, kpiRow, printDay, reconcileAll, scoreOf, unitOf } from '@keelson/core'
import { Cascade, MomentQuery } from '../api/cascade.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { answerOnce } from '../http/answer.ts'
import { finite, finiteNumber } from './finite.ts'
import { engineAt } from './scorecard.ts'
import { writerOf } from './written.ts'

/** How the company's objectives come down to the KPIs of the departments, with the arithmetic on each link. */
export function cascadeRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/cascade',
    {
      schema: {
        summary: 'Objectives, the KPIs beneath them, and what the targets below each target make',
        params: OrganisationParams,
        querystring: MomentQuery,
        response: { 200: Cascade, ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const { asOf } = request.query
      if (asOf !== undefined) return { ...cascadeOf(await engineAt(parts, live, asOf)), seq: live.seq }
      return answerOnce(live, request, reply, () => ({ ...cascadeOf(live.engine), seq: live.seq }))
    },
  )
}

function cascadeOf(engine: Engine) {
  const { strategy, asOf } = engine
  const { objectives, kpis, contributions } = strategy
  const index = engine.closed(engine.grain) - 1
  const below = Map.groupBy(contributions, ({ to }) => to)
  const judging = Map.groupBy(kpis.values(), ({ objective }) => objective)
  return {
    asOf: printDay(asOf),
    objectives: [...objectives.values()].map(({ id, name, parent, perspective }) => {
      const { score, status, coverage } = finite(scoreOf(engine.node('objective', id, index)))
      return {
        id,
        name,
        score,
        status,
        coverage,
        parent: parent ?? null,
        perspective: perspective ?? null,
        kpis: (judging.get(id) ?? []).map((kpi) => kpi.id),
      }
    }),
    kpis: [...kpis.values()].map(({ id, name, objective, department }) => {
      const { score, status, coverage, unit, actual, target } = finite(kpiRow(engine, id, index))
      return {
        id,
        name,
        score,
        status,
        coverage,
        objective: objective ?? null,
        department: department ?? null,
        unit,
        actual,
        target,
        children: (below.get(id) ?? []).map(({ from, kind, share }) => ({
          kpi: from,
          kind,
          share: finiteNumber(share),
        })),
      }
    }),
    reconciliations: reconcileAll(engine)
      .filter(({ target }) => target.due >= asOf)
      .map((one) => plainReconciliation(engine, one)),
  }
}

function plainReconciliation(engine: Engine, one: ReturnType<typeof reconcileAll>[number]) {
  const { calendar } = engine.strategy.organisation
  const write = writerOf(engine, one.parent)
  const scale = (kpi: string) => (unitOf(engine, kpi)?.form === 'plain' ? 1 : 100)
  return {
    kpi: one.parent,
    period: calendar.name(one.period.grain, one.period.ordinal),
    verdict: one.verdict,
    wanted: write(one.wanted),
    produced: write(one.produced),
    gap: write(one.gap),
    obstacles: one.obstacles.map((obstacle) =>
      explainObstacle(obstacle, engine.strategy.kpis.get(obstacle.kpi)?.name ?? obstacle.kpi),
    ),
    parts: one.parts.map(({ link, value, amount, sensitivity }) => ({
      kpi: link.from,
      kind: link.kind,
      share: finiteNumber(link.share),
      target: writerOf(engine, link.from)(value),
      amount: write(amount),
      sensitivity: finiteNumber((sensitivity * scale(one.parent)) / scale(link.from)),
      isAssumption: link.kind === 'influences' && one.assumptions.includes(link.from),
    })),
  }
}
