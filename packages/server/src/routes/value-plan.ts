import assert from 'node:assert/strict'
import type { Unit } from '@keelson/core'
import { align, Engine } from '@keelson/core'
import { OrganisationParams, refusals } from '../api/common.ts'
import { ValuePlan, ValuePlanBody } from '../api/values.ts'
import type { App, ServerParts } from '../app.ts'
import { readValues } from '../commands/read-values.ts'
import type { GivenValue } from '../commands/record-values.ts'
import { refusal } from '../commands/record-values.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { consequencesOf } from './consequences.ts'
import { refusalOf, sentenceOf } from './rejection.ts'
import { storedValue, writtenValue } from './stored-value.ts'

/** What a check-in would change. */
export function valuePlanRoutes(app: App, parts: ServerParts): void {
  app.post(
    '/api/v1/organisations/:organisation/values/plan',
    {
      schema: {
        summary: 'What recording a value would change; nothing is written',
        params: OrganisationParams,
        body: ValuePlanBody,
        response: { 200: ValuePlan, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const { measure, period } = request.body
      const { values, rejected } = readValues(live, [request.body])
      const [rejection] = rejected
      if (rejection) throw refusalOf(rejection)
      const given = values[0] as GivenValue
      const late = refusal({ live, actor }, given)
      const kept = await storedValue(parts, live, measure, period)
      const before = await live.align()
      return {
        measure,
        period: kept.period,
        before: kept.value,
        after: writtenValue(given.value ?? Number.NaN, unitOf(live, measure)),
        refusal: late ? { code: late.code, message: sentenceOf(late) } : null,
        ...consequencesOf(before, align(engineWith(live, given)), new Map()),
      }
    },
  )
}

function unitOf({ strategy }: LiveOrganisation, id: string): Unit {
  const measure = strategy.measures.get(id)
  assert(measure, 'a value that was read has a measure')
  return measure.unit
}

/** An engine of its own, so that nobody else sees the value. */
function engineWith(live: LiveOrganisation, { measure, ordinal, value }: GivenValue): Engine {
  const { strategy, observations, engine } = live
  const grain = strategy.measures.get(measure)?.grain ?? engine.grain
  if (ordinal < engine.timeline(grain).first)
    throw new Failure(
      'invalid-request',
      'The period lies before the first values, where what would follow cannot be told beforehand.',
    )
  const other = new Engine(strategy, observations, { asOf: engine.asOf })
  other.update([{ kind: 'value', measure, ordinal, value: value ?? Number.NaN }])
  return other
}
