import type { Engine, ExplainSubject } from '@keelson/core'
import { explain, nearest, plainExplanation, printDay } from '@keelson/core'
import type Type from 'typebox'
import { ExplanationAnswer, ExplanationQuery } from '../api/alignment.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { locate } from '../commands/locate.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { periodIndex, stateAt } from './state.ts'

const usualDepth = 3
const mostNodes = 2000

/** Where a number comes from. */
export function explanationRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/explanation',
    {
      schema: {
        summary: 'A score or a value derived from what it is made of, down to the observations',
        params: OrganisationParams,
        querystring: ExplanationQuery,
        response: { 200: ExplanationAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { period, depth = usualDepth, asOf } = request.query
      const { engine, files } = await stateAt(parts, live, asOf)
      const subject = subjectOf(engine, request.query)
      const index = periodIndex(engine, grainOf(engine, subject), period)
      const explanation = explain(engine, subject, index, { nodes: mostNodes, depth })
      if (!explanation)
        throw new Failure('not-found', `${subject.id || 'The organisation'} has no value there.`)
      return {
        asOf: printDay(engine.asOf),
        explanation: plainExplanation(explanation, locate(files)) as Type.Static<
          typeof ExplanationAnswer
        >['explanation'],
        seq: live.seq,
      }
    },
  )
}

function subjectOf({ strategy }: Engine, { kind, id }: Type.Static<typeof ExplanationQuery>): ExplainSubject {
  if (kind === 'organisation') return { kind, id: '' }
  const { kpis, objectives, departments, perspectives, measures } = strategy
  const known = {
    kpi: kpis,
    objective: objectives,
    department: departments,
    perspective: perspectives,
    measure: measures,
  }[kind]
  if (id === undefined) throw new Failure('invalid-request', `Say the id of the ${kind}.`)
  if (known.has(id)) return { kind, id }
  const meant = nearest(id, known.keys())
  const hint = meant === undefined ? '.' : `; did you mean ${meant}?`
  throw new Failure('not-found', `There is no ${kind === 'kpi' ? 'KPI' : kind} "${id}"${hint}`)
}

function grainOf(engine: Engine, { kind, id }: ExplainSubject) {
  if (kind === 'kpi') return engine.kpiGrain(id) ?? engine.grain
  return kind === 'measure' ? (engine.strategy.measures.get(id)?.grain ?? engine.grain) : engine.grain
}
