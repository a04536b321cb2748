import type { Alignment, Finding, Observations } from '@keelson/core'
import {
  align,
  compareResults,
  compareStrategies,
  Engine,
  ObservationsBuilder,
  writeObservations,
} from '@keelson/core'
import { OrganisationParams, refusals } from '../api/common.ts'
import { Applied, Export, Plan, StrategyBody } from '../api/strategy.ts'
import type { App, ServerParts } from '../app.ts'
import { applyStrategy, prepare, toldOf } from '../commands/apply-strategy.ts'
import { locate } from '../commands/locate.ts'
import { runCommand } from '../commands/run.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { observationsBetween } from '../store/read/observation.ts'
import { finiteNumber } from './finite.ts'

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
      return { ...answer, changes: answer.changes.map(plainChange) }
    },
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

type Body = Parameters<typeof prepare>[1]

function planOf(live: LiveOrganisation, before: Alignment, body: Body) {
  const { versions, reading, changes } = prepare(live, body)
  const had = new Set(live.files.map(({ name }) => name))
  const given = versions.filter(({ text }) => text !== null)
  const added = given.filter(({ path }) => !had.has(path)).length
  const place = locate(reading.files)
  const after = align(new Engine(reading.strategy, live.observations, { asOf: live.today }))
  const { renames } = compareStrategies(live.strategy, reading.strategy)
  const results = compareResults(before, after, renames)
  return {
    base: live.strategySeq,
    files: { added, changed: given.length - added, removed: versions.length - given.length },
    isSound: reading.diagnostics.every(({ severity }) => severity !== 'error'),
    diagnostics: reading.diagnostics
      .slice(0, 100)
      .map(({ code, severity, message, span }) => ({ code, severity, message, place: place(span) })),
    changes: changes.map(toldOf).map(plainChange),
    alignment: results.alignment,
    scores: results.scores.map(({ kind, id, name, before, after: now }) => ({
      kind,
      id,
      name,
      before: before ? finiteNumber(before.score) : null,
      after: now ? finiteNumber(now.score) : null,
      statusBefore: before?.status ?? null,
      statusAfter: now?.status ?? null,
    })),
    gaps: results.reconciliations.map(({ kpi, name, period, before, after: now }) => ({
      kpi,
      name,
      period,
      before: before ? finiteNumber(before.gap) : null,
      after: now ? finiteNumber(now.gap) : null,
    })),
    findings: results.findings.map(({ before, after: now }) => ({
      change: before && now ? ('changed' as const) : now ? ('new' as const) : ('gone' as const),
      code: (now ?? (before as Finding)).code,
      message: (now ?? (before as Finding)).message,
    })),
  }
}

/** A field that is not there is left out. */
function plainChange({ kind, change, id, name, formerId, fields }: ReturnType<typeof toldOf>) {
  return {
    kind,
    change,
    id,
    name,
    ...(formerId !== undefined && { formerId }),
    fields: fields.map(({ field, before, after }) => ({
      field,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    })),
  }
}
