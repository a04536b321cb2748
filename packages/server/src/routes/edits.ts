import assert from 'node:assert/strict'
import { OrganisationParams, refusals } from '../api/common.ts'
import { AlignmentTrend, EditsAnswer, EditsBody, EditsQuery, UndoBody } from '../api/edits.ts'
import { Applied } from '../api/strategy.ts'
import type { App, ServerParts } from '../app.ts'
import type { Command } from '../commands/command.ts'
import type { EditsInput } from '../commands/edit-strategy.ts'
import { editStrategy, filesWith } from '../commands/edit-strategy.ts'
import { runCommand } from '../commands/run.ts'
import { undoStrategy } from '../commands/undo-strategy.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import { alignmentTrend } from '../live/alignment-trend.ts'
import { planChange, planOf } from './plan.ts'
import { offeredTargets } from './strategy.ts'

type EditPlan = Omit<ReturnType<typeof planOf>, 'isSound'>
type Edited = EditPlan & { readonly isApplied: boolean }

/** The command that makes edits and answers with what was planned, so that its answer is kept as a whole. */
function editing(plan: EditPlan | undefined): Command<EditsInput, Edited> {
  return {
    kind: editStrategy.kind,
    async run(context, input) {
      const done = await editStrategy.run(context, input)
      assert(plan, 'what rests on an older strategy is refused by the command')
      return { ...done, answer: { ...plan, base: done.answer.base, isApplied: true } }
    },
  }
}

/** Changes of the strategy by what they are about: what would follow, made, and taken back. */
export function editRoutes(app: App, parts: ServerParts): void {
  app.post(
    '/api/v1/organisations/:organisation/strategy/edits',
    {
      schema: {
        summary: 'Changes items of the strategy, in its files; with dry=true only what would follow',
        params: OrganisationParams,
        querystring: EditsQuery,
        body: EditsBody,
        response: { 200: EditsAnswer, ...refusals },
      },
    },
    async (request) => {
      const { dry = false } = request.query
      const { live, actor, organisation } = await enter(parts, request, dry ? 'read' : 'edit-strategy')
      const input = request.body as EditsInput
      const before = await live.align()
      const planNow = () => {
        const { isSound: _, ...plan } = planOf(live, before, filesWith(live, input))
        return plan
      }
      if (dry) return { ...planNow(), isApplied: false }
      // The same request sent again rests on an older strategy; it is answered as it was, by its key.
      const plan = input.base === live.strategySeq ? planNow() : undefined
      const origin = { orgId: organisation.orgId, actor, route: 'edits', key: idempotencyKey(request) }
      const { answer } = await runCommand(parts, origin, editing(plan), input)
      return answer
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/strategy/undo',
    {
      schema: {
        summary: 'Takes a change of the strategy back, where nothing later touched its files',
        params: OrganisationParams,
        body: UndoBody,
        response: { 200: Applied, ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, 'edit-strategy')
      const origin = { orgId: organisation.orgId, actor, route: 'undo', key: idempotencyKey(request) }
      const { answer } = await runCommand(parts, origin, undoStrategy, request.body)
      return { ...answer, changes: answer.changes.map(planChange), offered: offeredTargets(answer) }
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/alignment/trend',
    {
      schema: {
        summary: 'The alignment score after each of the last changes of the strategy',
        params: OrganisationParams,
        response: { 200: AlignmentTrend, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      return { points: [...(await alignmentTrend(parts.database, live))] }
    },
  )
}
