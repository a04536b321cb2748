import { OrganisationParams, refusals } from '../api/common.ts'
import { SeekBody, Sought, WhatIf, WhatIfBody } from '../api/what-if.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { finiteNumber } from './finite.ts'
import { kpiNamed } from './known-kpi.ts'
import { writerOf } from './written.ts'

const draws = 2000
const usualMost = 0.2

type Wanted = { readonly polarity: string } & (
  | { readonly target: number }
  | { readonly low: number; readonly high: number }
)

/** Scenarios: what would come of other drivers, and which change of them closes a gap. Nothing is written. */
export function whatIfRoutes(app: App, parts: ServerParts): void {
  app.post(
    '/api/v1/organisations/:organisation/what-if',
    {
      schema: {
        summary: 'Draws the same futures without and with changed drivers; nothing is written',
        params: OrganisationParams,
        body: WhatIfBody,
        response: { 200: WhatIf, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { strategy, engine } = live
      const factors = request.body.changes.map(({ measure, change }) => [measure, 1 + change] as const)
      const found = await parts.workers.run({ kind: 'scenario', ...companyOf(live), factors, draws })
      const [unknown] = found.unknown
      if (unknown !== undefined)
        throw new Failure('invalid-request', `"${unknown}" is no observed measure with a forecast.`)
      const nameOf = (id: string) => strategy.kpis.get(id)?.name ?? id
      return {
        levers: found.levers.map((measure) => {
          const own = strategy.measures.get(measure)
          const judged = [...strategy.kpis.values()].find((kpi) => kpi.measure === measure)
          return {
            measure,
            name: judged?.name ?? own?.name ?? measure,
            unit: own?.unit.name ?? '',
            department: own?.department ?? judged?.department ?? null,
          }
        }),
        goals: found.goals.map((kpi) => ({ kpi, name: nameOf(kpi) })),
        kpis: found.kpis.map(({ kpi, wanted, chanceBefore, chanceAfter, before, after }) => {
          const write = writerOf(engine, kpi)
          const range = ([low80, middle, high80]: readonly number[]) => ({
            low80: write(low80),
            middle: write(middle),
            high80: write(high80),
          })
          return {
            kpi,
            name: nameOf(kpi),
            unit: strategy.measures.get(strategy.kpis.get(kpi)?.measure ?? '')?.unit.name ?? '',
            target: write(aimOf(wanted)),
            chanceBefore: finiteNumber(chanceBefore),
            chanceAfter: finiteNumber(chanceAfter),
            before: range(before),
            after: range(after),
          }
        }),
        objectives: found.objectives.map(({ objective, before, after }) => ({
          objective,
          name: strategy.objectives.get(objective)?.name ?? objective,
          chanceBefore: finiteNumber(before),
          chanceAfter: finiteNumber(after),
        })),
        unforecast: found.unforecast.map(({ measure, why }) => ({ measure, why })),
      }
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/what-if/seek',
    {
      schema: {
        summary: 'The smallest change of some drivers by which a target is met; nothing is written',
        params: OrganisationParams,
        body: SeekBody,
        response: { 200: Sought, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { kpi, levers, most = usualMost } = request.body
      kpiNamed(live.strategy, kpi)
      const found = await parts.workers.run({ kind: 'seek', ...companyOf(live), kpi, levers, most })
      if (found.why !== undefined) throw new Failure('invalid-request', found.why)
      const write = writerOf(live.engine, kpi)
      return {
        kpi,
        isMet: found.isMet,
        target: write(aimOf(found.wanted)),
        before: write(found.before),
        after: write(found.after),
        changes: found.factors.map(([measure, factor]) => ({ measure, change: factor - 1 })),
      }
    },
  )
}

function companyOf({ files, observations, engine }: LiveOrganisation) {
  return { files, observations, asOf: engine.asOf }
}

function aimOf(wanted: Wanted): number {
  return 'target' in wanted ? wanted.target : wanted.low
}
