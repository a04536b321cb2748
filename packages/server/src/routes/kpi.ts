import type { Engine, Target } from '@keelson/core'
import { goalpostsOf, kpiRow, movesOf, printDay } from '@keelson/core'
import Type from 'typebox'
import { Id, refusals, Slug } from '../api/common.ts'
import { KpiAnswer, KpiQuery } from '../api/kpi.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { answerOnce } from '../http/answer.ts'
import { finite, finiteNumber } from './finite.ts'
import { kpiNamed } from './known-kpi.ts'
import { engineAt } from './scorecard.ts'
import { writerOf } from './written.ts'

const Params = Type.Object({ organisation: Slug, kpi: Id }, { additionalProperties: false })
const usualPeriods = 13

/** One KPI: what it is, what it is made of, and its numbers over time. */
export function kpiRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/kpis/:kpi',
    {
      schema: {
        summary: 'A KPI with its definition, its links and its last periods',
        params: Params,
        querystring: KpiQuery,
        response: { 200: KpiAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      const { asOf, periods = usualPeriods } = request.query
      const { kpi } = request.params
      if (asOf !== undefined)
        return { ...kpiOf(await engineAt(parts, live, asOf), kpi, periods), seq: live.seq }
      return answerOnce(live, request, reply, () => ({ ...kpiOf(live.engine, kpi, periods), seq: live.seq }))
    },
  )
}

function kpiOf(engine: Engine, id: string, periods: number) {
  const { contributions } = engine.strategy
  const { kpi, measure } = kpiNamed(engine.strategy, id)
  return {
    kpi: finite(kpiRow(engine, id, engine.closed(engine.grain) - 1)),
    measure: {
      id: measure.id,
      name: measure.name,
      description: measure.description ?? null,
      unit: measure.unit.name,
      kind: measure.kind,
      polarity: measure.polarity ?? null,
      grain: measure.grain,
      formula: measure.formulaText ?? null,
      source: measure.source ?? null,
    },
    objective: kpi.objective ?? null,
    department: kpi.department ?? null,
    sharedWith: [...kpi.sharedWith],
    reviewed: kpi.reviewed === undefined ? null : printDay(kpi.reviewed),
    retired: kpi.retired === undefined ? null : printDay(kpi.retired),
    contributes: contributions
      .filter(({ from }) => from === id)
      .map(({ to, kind, share }) => ({ to, kind, share: finiteNumber(share) })),
    madeOf: contributions
      .filter(({ to }) => to === id)
      .map(({ from, kind, share }) => ({ from, kind, share: finiteNumber(share) })),
    goalposts: goalpostsAt(engine, id),
    series: seriesOf(engine, id, periods),
  }
}

/** How the last period that ended is judged by the target first agreed and by the one in force. */
function goalpostsAt(engine: Engine, id: string) {
  const { strategy } = engine
  const grain = engine.kpiGrain(id) ?? engine.grain
  const index = engine.closed(grain) - 1
  const found = index < 0 ? undefined : goalpostsOf(engine, id, index)
  if (!found) return null
  const { calendar } = strategy.organisation
  const write = writerOf(engine, id)
  const { target, actual, original, current, attainedOriginal, attainedCurrent, fromMoving, moves } = found
  return {
    period: calendar.name(grain, engine.timeline(grain).first + index),
    target: calendar.name(target.period.grain, target.period.ordinal),
    actual: write(actual),
    original: write(original),
    current: write(current),
    attainedOriginal: finiteNumber(attainedOriginal),
    attainedCurrent: finiteNumber(attainedCurrent),
    fromMoving: finiteNumber(fromMoving),
    moves: movesOf(target, strategy.kpis.get(id)?.owner).map(
      ({ recorded, by, reason, isLate, isOwn }, at) => {
        const { from, goalpost } = target.revisions[at + 1] as Target['revisions'][number]
        return {
          recorded: printDay(recorded),
          from: printDay(from),
          value: goalpost.kind === 'value' ? write(goalpost.value) : null,
          by: by ?? null,
          byName: (by !== undefined && strategy.people.get(by)?.name) || null,
          reason: reason ?? null,
          isLate,
          isOwn,
          binds: at < moves.length,
        }
      },
    ),
  }
}

/** The numbers of a KPI over its last periods, the oldest first. */
export function seriesOf(engine: Engine, id: string, periods: number) {
  const grain = engine.kpiGrain(id) ?? engine.grain
  const { first, lastDay } = engine.timeline(grain)
  const closed = engine.closed(grain)
  const written = writerOf(engine, id)
  const from = Math.max(0, closed - periods)
  return Array.from({ length: closed - from }, (_, at) => {
    const index = from + at
    const cell = engine.kpi(id, index)
    return {
      period: engine.strategy.organisation.calendar.name(grain, first + index),
      lastDay: printDay(lastDay[index] as number),
      actual: written(cell?.actual.value ?? Number.NaN),
      target: written(cell?.target ?? Number.NaN),
      high: written(cell?.high ?? Number.NaN),
      original: written(cell?.original ?? Number.NaN),
      score: finiteNumber(cell?.score ?? Number.NaN),
      status: cell?.status ?? ('unknown' as const),
      coverage: cell?.coverage ?? 0,
      ageDays: cell?.ageDays ?? 0,
      why: cell && cell.reason !== 'present' ? cell.reason : null,
    }
  })
}
