import type { Engine, Strategy, Target } from '@keelson/core'
import { isSomeDay, printDay, spanOf, writeStored } from '@keelson/core'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Model } from '../api/model.ts'
import type { App, ServerParts } from '../app.ts'
import { locate } from '../commands/locate.ts'
import { enter } from '../http/access.ts'
import { answerOnce } from '../http/answer.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { finiteNumber } from './finite.ts'

/** The strategy as data. */
export function modelRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/strategy/model',
    {
      schema: {
        summary: 'What the strategy says: every definition, with its place in the files',
        params: OrganisationParams,
        response: { 200: Model, ...refusals },
      },
    },
    async (request, reply) => {
      const { live } = await enter(parts, request, 'read')
      return answerOnce(live, request, reply, () => modelOf(live))
    },
  )
}

function modelOf({ strategy, engine, files, today, strategySeq }: LiveOrganisation) {
  const place = locate(files)
  const { organisation, measures } = strategy
  const { calendar } = organisation
  const year = calendar.ordinal('year', today)
  const named = <Item extends { id: string; name: string; at: Parameters<typeof spanOf>[0] }>({
    id,
    name,
    at,
  }: Item) => ({ id, name, place: place(spanOf(at)) })
  return {
    base: strategySeq,
    today: printDay(today),
    organisation: {
      name: organisation.name,
      currency: organisation.currency ?? null,
      timeZone: organisation.timeZone,
      grain: organisation.grain,
      review: organisation.review,
      period: calendar.name('year', year),
      nextPeriod: calendar.name('year', year + 1),
      closed: closedPeriods(engine),
    },
    people: [...strategy.people.values()].map((one) => ({
      ...named(one),
      department: one.department ?? null,
    })),
    departments: [...strategy.departments.values()].map((one) => ({
      ...named(one),
      parent: one.parent ?? null,
      head: one.head ?? null,
    })),
    perspectives: [...strategy.perspectives.values()].map((one) => ({
      ...named(one),
      financial: one.financial,
    })),
    themes: [...strategy.themes.values()].map(named),
    objectives: [...strategy.objectives.values()].map((one) => ({
      ...named(one),
      description: one.description ?? null,
      parent: one.parent ?? null,
      perspective: one.perspective ?? null,
      theme: one.theme ?? null,
      department: one.department ?? null,
      owner: one.owner ?? null,
    })),
    measures: [...measures.values()].map((one) => ({
      ...named(one),
      unit: one.unit.name,
      kind: one.kind,
      polarity: one.polarity ?? null,
      grain: one.grain,
      formula: one.formulaText ?? null,
      timing: one.timing ?? null,
      nature: one.nature,
    })),
    kpis: [...strategy.kpis.values()].map((one) => ({
      ...named(one),
      measure: one.measure,
      objective: one.objective ?? null,
      department: one.department ?? null,
      sharedWith: [...one.sharedWith],
      owner: one.owner ?? null,
      unit: measures.get(one.measure)?.unit.name ?? '',
      targets: one.targets.map((target) => targetOf(strategy, target)),
    })),
    contributions: strategy.contributions.map(({ from, to, kind, share }) => ({
      from,
      to,
      kind,
      share: finiteNumber(share),
    })),
    causalLinks: strategy.causalLinks.map(({ from, to, sign, lag, strength }) => ({
      from,
      to,
      sign,
      lag: lag ? `${lag.count} ${lag.grain}${lag.count === 1 ? '' : 's'}` : null,
      strength: strength ?? null,
    })),
    initiatives: [...strategy.initiatives.values()].map((one) => ({
      ...named(one),
      state: one.state,
      owner: one.owner ?? null,
    })),
  }
}

const mostClosed = 36

function closedPeriods(engine: Engine): string[] {
  const { grain } = engine
  const { calendar } = engine.strategy.organisation
  const { first } = engine.timeline(grain)
  const count = engine.closed(grain)
  return Array.from({ length: Math.min(mostClosed, count) }, (_, back) =>
    calendar.name(grain, first + count - 1 - back),
  )
}

function targetOf(strategy: Strategy, target: Target) {
  const { kpi, period, due, agreed, revisions } = target
  const unit = strategy.measures.get(strategy.kpis.get(kpi)?.measure ?? '')?.unit
  const { calendar } = strategy.organisation
  return {
    period: calendar.name(period.grain, period.ordinal),
    due: printDay(due),
    agreed: agreed === undefined ? null : printDay(agreed),
    revisions: revisions.map(({ from, goalpost, trajectory, reason, by }) => ({
      from: isSomeDay(from) ? printDay(from) : null,
      kind: goalpost.kind,
      value: goalpost.kind === 'value' && unit ? Number(writeStored(goalpost.value, unit)) : null,
      trajectory: trajectory.kind,
      reason: reason ?? null,
      by: by ?? null,
    })),
  }
}
