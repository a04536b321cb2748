import type { Engine } from '@keelson/core'
import {
  goalAhead,
  goalOf,
  kpiRequest,
  meaningOf,
  namesAhead,
  printDay,
  readSeries,
  seasonOf,
  usualHorizon,
} from '@keelson/core'
import Type from 'typebox'
import { MomentQuery } from '../api/cascade.ts'
import { Id, OrganisationParams, refusals, Slug } from '../api/common.ts'
import { KpiOutlook, Outlooks } from '../api/outlook.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { finiteNumber } from './finite.ts'
import { demandKpi } from './known-kpi.ts'
import { stateAt } from './state.ts'
import { writerOf } from './written.ts'

const Params = Type.Object({ organisation: Slug, kpi: Id }, { additionalProperties: false })
const draws = 4000

/** What is to be expected: of one KPI, and of the whole company. */
export function outlookRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/kpis/:kpi/outlook',
    {
      schema: {
        summary: 'Natural limits, signals, forecast and the chance that the target is met',
        params: Params,
        querystring: MomentQuery,
        response: { 200: KpiOutlook, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { engine } = await stateAt(parts, live, request.query.asOf)
      return { ...(await kpiOutlook(parts, engine, request.params.kpi)), seq: live.seq }
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/outlook',
    {
      schema: {
        summary: 'The chance that each objective is reached, by many drawn futures of everything observed',
        params: OrganisationParams,
        response: { 200: Outlooks, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { engine, files, observations, seq } = live
      const { asOf } = engine
      const all = await parts.workers.run({ kind: 'simulate', files, observations, asOf, draws })
      return {
        asOf: printDay(asOf),
        objectives: all.objectives.map(({ objective, chance, kpis }) => ({
          objective,
          chance: finiteNumber(chance),
          kpis: [...kpis],
        })),
        kpis: all.kpis.map(({ kpi, chance = Number.NaN, low80, middle, high80, ifMet, drivers }) => {
          const write = writerOf(engine, kpi)
          return {
            kpi,
            chance: finiteNumber(chance),
            low80: write(low80),
            middle: write(middle),
            high80: write(high80),
            ifMet: write(ifMet),
            drivers: drivers.map(({ measure, department, share }) => ({
              measure,
              department: department ?? null,
              share,
            })),
          }
        }),
        unforecast: all.unforecast.map(({ measure, why }) => ({ measure, why })),
        seq,
      }
    },
  )
}

async function kpiOutlook({ workers }: ServerParts, engine: Engine, id: string) {
  demandKpi(engine.strategy, id)
  const grain = engine.kpiGrain(id) ?? engine.grain
  const { calendar } = engine.strategy.organisation
  const write = writerOf(engine, id)
  const values = engine.actuals(id)
  const { first } = engine.timeline(grain)
  const nameAt = (at: number) => calendar.name(grain, first + at)
  const horizon = usualHorizon(grain)
  const goal = goalOf(engine, id)
  const found = await workers.run({
    kind: 'outlook',
    request: kpiRequest(engine, id, horizon),
    goal: 'why' in goal ? undefined : goalAhead(engine, id, goal),
  })
  const { forecast, past, chance } = found
  const periods = namesAhead(engine, grain, horizon)
  return {
    asOf: printDay(engine.asOf),
    ...signalsOf(values, seasonOf(grain), nameAt, write),
    forecast:
      'why' in forecast
        ? null
        : {
            method: forecast.method,
            points: forecast.points,
            periods: periods.map((period, step) => ({
              period,
              middle: write(forecast.mean[step]),
              bands: forecast.bands.map(({ share, low, high }) => ({
                share,
                low: write(low[step]),
                high: write(high[step]),
              })),
            })),
            past: past
              ? {
                  compared: past.compared,
                  within80: past.within80,
                  within95: past.within95,
                  smape: past.smape,
                  naiveSmape: past.naiveSmape,
                }
              : null,
          },
    forecastWhy: 'why' in forecast ? forecast.why : null,
    chance:
      'why' in goal || !chance || 'why' in chance
        ? null
        : {
            chance: chance.chance,
            due: calendar.name(goal.target.period.grain, goal.target.period.ordinal),
            isTotal: goal.isTotal,
            low80: write(chance.low80),
            middle: write(chance.middle),
            high80: write(chance.high80),
          },
    chanceWhy: 'why' in goal ? goal.why : chance && 'why' in chance ? chance.why : null,
  }
}

function signalsOf(
  values: Float64Array,
  season: number,
  nameAt: (at: number) => string,
  write: (value: number) => number | null,
) {
  const reading = readSeries(values, season)
  if (!reading) return { limits: [], isSeasonal: false, signals: [], last: null }
  const last = values.findLastIndex((value) => Number.isFinite(value))
  return {
    limits: reading.limits.map(({ from, to, centre, low, high, points }) => ({
      from: nameAt(from),
      to: nameAt(to - 1),
      centre: write(centre),
      low: write(low),
      high: write(high),
      isProvisional: points < 20,
    })),
    isSeasonal: reading.isSeasonal,
    signals: reading.signals.map(({ at, rules }) => ({ period: nameAt(at), rules: [...rules] })),
    last: meaningOf(reading, last),
  }
}
