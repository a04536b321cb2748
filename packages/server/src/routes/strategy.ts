import type { Observations } from '@keelson/core'
import { ObservationsBuilder, writeObservations } from '@keelson/core'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Applied, Export, Files, FilesQuery, Plan, StrategyBody } from '../api/strategy.ts'
import type { App, ServerParts } from '../app.ts'
import type { StrategyAnswer } from '../commands/apply-strategy.ts'
import { applyStrategy } from '../commands/apply-strategy.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { observationsBetween } from '../store/read/observation.ts'
import { planChange, planOf } from './plan.ts'

const bodyLimit = 64 * 1_048_576

/** Strategy files: out, what they would change, and in. */
export function strategyRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/strategy',
    {
      schema: {
        summary: 'The strategy files and the observed values as files',
        params: OrganisationParams,
        response: { 200: Export, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      return {
        base: live.strategySeq,
        organisation: live.strategy.organisation.name,
        files: live.files.map(({ name, text }) => ({ path: name, text })),
        observations: writeObservations(await notedValues(parts, live), live.strategy).map(
          ({ name, text }) => ({
            path: name,
            text,
          }),
        ),
      }
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/strategy/files',
    {
      schema: {
        summary: 'The names and lengths of the strategy files, or one of them with its text',
        params: OrganisationParams,
        querystring: FilesQuery,
        response: { 200: Files, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { path } = request.query
      const files = live.files.filter(({ name }) => path === undefined || name === path)
      if (path !== undefined && files.length === 0)
        throw new Failure('not-found', `There is no file "${path}".`)
      return {
        base: live.strategySeq,
        files: files.map(({ name, text }) => ({
          path: name,
          characters: text.length,
          text: path === undefined ? null : text,
        })),
      }
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/strategy/plan',
    {
      bodyLimit,
      schema: {
        summary: 'What strategy files would change; nothing is written',
        params: OrganisationParams,
        body: StrategyBody,
        response: { 200: Plan, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      return planOf(live, await live.align(), request.body)
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/strategy/apply',
    {
      bodyLimit,
      schema: {
        summary: 'Applies strategy files: all of them or, where one is unsound or stale, none',
        params: OrganisationParams,
        body: StrategyBody,
        response: { 200: Applied, ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, 'edit-strategy')
      const origin = { orgId: organisation.orgId, actor, route: 'apply', key: idempotencyKey(request) }
      const { answer } = await runCommand(parts, origin, applyStrategy, request.body)
      return { ...answer, changes: answer.changes.map(planChange), offered: offeredTargets(answer) }
    },
  )
}

/** What was offered in place of being applied, by KPI and period. */
export function offeredTargets({ offered }: StrategyAnswer) {
  return offered.flatMap(({ negotiation, subject }) =>
    subject.kind === 'target' ? [{ negotiation, kpi: subject.kpi, period: subject.period }] : [],
  )
}

/** Observed values with their sources and notes, as they are exported. */
async function notedValues(
  { database }: ServerParts,
  { orgId, seq }: LiveOrganisation,
): Promise<Observations> {
  const values = new ObservationsBuilder()
  const rows = await database.inTenant(orgId, (tenant) => observationsBetween(tenant, orgId, 0, seq))
  for (const { measure, ordinal, value, recorded, source, note } of rows) {
    const said = { ...(source !== null && { source }), ...(note !== null && { note }) }
    values.add(measure, ordinal, value, recorded, 0, 0, said)
  }
  return values.build()
}
