import { OrganisationParams, refusals } from '../api/common.ts'
import { AlignmentTrend, EditsAnswer, EditsBody, EditsQuery, UndoBody } from '../api/edits.ts'
import { Applied } from '../api/strategy.ts'
import type { App, ServerParts } from '../app.ts'
import type { EditsInput } from '../commands/edit-strategy.ts'
import { editStrategy, filesWith } from '../commands/edit-strategy.ts'
import { runCommand } from '../commands/run.ts'
import { undoStrategy } from '../commands/undo-strategy.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import { alignmentTrend } from '../live/alignment-trend.ts'
import { planChange, planOf } from './plan.ts'

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
      const { isSound: _, ...plan } = planOf(live, await live.align(), filesWith(live, input))
      if (dry) return { ...plan, isApplied: false }
      const origin = { orgId: organisation.orgId, actor, route: 'edits', key: idempotencyKey(request) }
      const { answer } = await runCommand(parts, origin, editStrategy, input)
      return { ...plan, base: answer.base, isApplied: true }
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
      return { ...answer, changes: answer.changes.map(planChange) }
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
