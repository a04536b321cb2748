import { printDay } from '@keelson/core'
import Type from 'typebox'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { applyStrategy } from '../commands/apply-strategy.ts'
import { lockPeriods } from '../commands/lock-periods.ts'
import type { GivenValue } from '../commands/record-values.ts'
import { recordValues } from '../commands/record-values.ts'
import { runCommand } from '../commands/run.ts'
import { demoCompany } from '../demo.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'

const reason = 'The demo company begins again'
const beforeEverything = '1970-01-01'

const ResetAnswer = Type.Object({
  base: Type.Integer({ description: 'What the next change of the strategy rests on' }),
  files: Type.Integer({ description: 'How many strategy files were brought back' }),
  values: Type.Integer({ description: 'How many values were' }),
})

/** The demo company as it was first loaded: its strategy and values, by further changes that the record keeps. */
export function demoRoutes(app: App, parts: ServerParts): void {
  app.post(
    '/api/v1/organisations/:organisation/demo/reset',
    {
      schema: {
        summary:
          'Brings the strategy and the values of the demo company back; the record of what was done stays',
        params: OrganisationParams,
        response: { 200: ResetAnswer, ...refusals },
      },
    },
    async (request) => {
      const { live, actor, organisation } = await enter(parts, request, 'edit-strategy')
      const { orgId, isDemo } = organisation
      if (!isDemo) throw new Failure('forbidden', 'Only the demo company is brought back to its beginning.')
      const { files, values } = demoCompany(live.today)
      const key = idempotencyKey(request)
      const origin = { orgId, actor, key }
      if (Number.isFinite(live.lockedUntil) && printDay(live.lockedUntil) > beforeEverything) {
        const input = { until: beforeEverything, reason }
        await runCommand(parts, { ...origin, route: 'demo-reset-lock' }, lockPeriods, input)
      }
      const applied = await runCommand(
        parts,
        { ...origin, route: 'demo-reset-strategy', sent: reason },
        applyStrategy,
        { base: live.strategySeq, files, whole: true, comment: reason },
      )
      const recorded = await runCommand(
        parts,
        { ...origin, route: 'demo-reset-values', sent: reason },
        recordValues,
        { values: broughtBack(live, values), rejected: [] },
      )
      const { added, changed, removed } = applied.answer.files
      return {
        base: applied.answer.base,
        files: added + changed + removed,
        values: recorded.answer.written,
      }
    },
  )
}

/** The first values, and nothing where there was none: handed in anew, so that what is the same is left alone. */
function broughtBack(live: LiveOrganisation, first: readonly GivenValue[]): readonly GivenValue[] {
  const keyOf = (measure: string, ordinal: number) => `${ordinal} ${measure}`
  const wanted = new Map<string, GivenValue>()
  for (const one of first) {
    const key = keyOf(one.measure, one.ordinal)
    const known = wanted.get(key)
    if (!known || one.recorded >= known.recorded) wanted.set(key, one)
  }
  const { count, measureIds, measure, ordinal } = live.observations
  for (let row = 0; row < count; row++) {
    const id = measureIds[measure[row] as number] as string
    const at = ordinal[row] as number
    const key = keyOf(id, at)
    if (!wanted.has(key) && live.strategy.measures.has(id))
      wanted.set(key, { row: 0, measure: id, ordinal: at, value: null, recorded: 0, isDated: false })
  }
  return [...wanted.values()].map((one, index) => ({
    ...one,
    row: index + 1,
    recorded: live.today,
    isDated: false,
    reason,
  }))
}
