import type { Engine } from '@keelson/core'
import { goalAhead, goalOf, kpiRequest, propose, seasonOf } from '@keelson/core'
import Type from 'typebox'
import { Id, refusals, Slug } from '../api/common.ts'
import { ProposalAnswer, ProposalQuery } from '../api/reviews.ts'
import type { App, ServerParts } from '../app.ts'
import { enter } from '../http/access.ts'
import { finiteNumber } from './finite.ts'
import { demandKpi } from './known-kpi.ts'
import { stateAt } from './state.ts'
import { writerOf } from './written.ts'

const Params = Type.Object({ organisation: Slug, kpi: Id }, { additionalProperties: false })

/** What a review has before it when a target is adjusted. */
export function proposalRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/kpis/:kpi/proposal',
    {
      schema: {
        summary:
          'Targets with 30, 50 and 70 % chance, beside the best and the latest value and the pace needed',
        params: Params,
        querystring: ProposalQuery,
        response: { 200: ProposalAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { engine } = await stateAt(parts, live, request.query.asOf)
      return proposalOf(parts, engine, request.params.kpi)
    },
  )
}

const none = {
  due: null,
  target: null,
  isTotal: false,
  options: [],
  best: null,
  last: null,
  yearBefore: null,
  paceNeeded: null,
  paceKept: null,
}

async function proposalOf({ workers }: ServerParts, engine: Engine, id: string) {
  demandKpi(engine.strategy, id)
  const goal = goalOf(engine, id)
  if ('why' in goal) return { ...none, why: goal.why }
  const { wanted, isTotal, left, target } = goal
  if (wanted.polarity === 'range')
    return { ...none, why: 'It is kept within a range; proposals are for one direction.' }
  const { quantiles } = await workers.run({
    kind: 'quantiles',
    request: kpiRequest(engine, id, left),
    goal: goalAhead(engine, id, goal),
  })
  if ('why' in quantiles) return { ...none, why: quantiles.why }
  const grain = engine.kpiGrain(id) ?? engine.grain
  const made = propose({
    quantile: (p) => quantiles.at[Math.round(p * 100)] ?? Number.NaN,
    history: engine.actuals(id),
    year: grain === 'day' ? 365 : seasonOf(grain),
    polarity: wanted.polarity,
    target: isTotal ? Number.NaN : wanted.target,
    left,
  })
  const write = writerOf(engine, id)
  const { period } = target
  return {
    why: null,
    due: engine.strategy.organisation.calendar.name(period.grain, period.ordinal),
    target: write(wanted.target),
    isTotal,
    options: made.options.map(({ chance, value }) => ({ chance, value: write(value) })),
    best: write(made.best),
    last: write(made.last),
    yearBefore: write(made.yearBefore),
    paceNeeded: finiteNumber(made.paceNeeded) === null ? null : write(made.paceNeeded),
    paceKept: finiteNumber(made.paceKept) === null ? null : write(made.paceKept),
  }
}
