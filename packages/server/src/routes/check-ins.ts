import type { Kpi, Measure, Results } from '@keelson/core'
import { handedIn, printDay, readSeries, seasonOf, writeStored } from '@keelson/core'
import type { Actor } from '../accounts/actor.ts'
import { mayRecord } from '../accounts/actor.ts'
import { CheckIns } from '../api/check-ins.ts'
import { OrganisationParams, refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { versionOf } from '../commands/record-values.ts'
import { enter } from '../http/access.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { versionsOf } from '../store/read/observation.ts'

const mostMissing = 12

/** What the person asking may hand in, what is due first. */
export function checkInRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/check-ins',
    {
      schema: {
        summary: 'The observed measures that you may record, and what is due of them',
        params: OrganisationParams,
        response: { 200: CheckIns, ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      return withVersions(parts, live, checkInsOf(live, actor))
    },
  )
}

/** What is shown, each period with the version that a check-in would replace. */
async function withVersions(
  { database }: ServerParts,
  live: LiveOrganisation,
  all: ReturnType<typeof checkInsOf>,
) {
  const keys = all.rows.flatMap(({ measure, ordinals }) => ordinals.map((ordinal) => ({ measure, ordinal })))
  const kept = await database.inTenant(live.orgId, (tenant) => versionsOf(tenant, live.orgId, keys))
  const known = Map.groupBy(kept, ({ measure, ordinal }) => `${ordinal} ${measure}`)
  const rows = all.rows.map(({ ordinals, ...row }) => ({
    ...row,
    versions: Object.fromEntries(
      [row.period, ...row.missing].map((period, at) => [
        period,
        versionOf(known.get(`${ordinals[at]} ${row.measure}`) ?? []),
      ]),
    ),
  }))
  return { ...all, rows }
}

function checkInsOf(live: LiveOrganisation, actor: Actor) {
  const { engine, strategy, seq } = live
  const rows = handedIn(strategy, engine.asOf)
    .filter(({ measure }) => mayRecord(actor, strategy, measure.id))
    .flatMap(({ measure, kpis }) => rowOf(live, actor, measure, kpis) ?? [])
  const rank = ({ isDue, isMine }: { isDue: boolean; isMine: boolean }) => (isDue ? 0 : 2) + (isMine ? 0 : 1)
  return { asOf: printDay(engine.asOf), rows: rows.toSorted((a, b) => rank(a) - rank(b)), seq }
}

function rowOf(
  { engine, strategy, lockedUntil }: LiveOrganisation,
  actor: Actor,
  measure: Measure,
  judged: readonly Kpi[],
) {
  const { id, grain, unit } = measure
  const { calendar } = strategy.organisation
  const { first, lastDay } = engine.timeline(grain)
  const at = engine.closed(grain) - 1
  if (at < 0) return undefined
  const values = valuesOf(engine, measure, at + 1)
  const write = (value = Number.NaN) => (Number.isFinite(value) ? Number(writeStored(value, unit)) : null)
  const owner = measure.owner ?? judged[0]?.owner
  const season = seasonOf(grain)
  const reading = readSeries(values, season)
  const limits = reading?.limits.at(-1)
  const usual = reading?.season[at % season] ?? 0
  const begun = values.findIndex((value) => Number.isFinite(value))
  const missing = Array.from({ length: begun < 0 ? 0 : Math.max(0, at - begun) }, (_, back) => at - 1 - back)
    .filter((index) => Number.isNaN(values[index]))
    .slice(0, mostMissing)
  return {
    measure: id,
    name: judged[0]?.name ?? measure.name,
    description: measure.description ?? null,
    unit: unit.name,
    department: measure.department ?? judged[0]?.department ?? null,
    owner: owner ?? null,
    grain,
    kpis: judged.map((kpi) => kpi.id),
    period: calendar.name(grain, first + at),
    value: write(values[at]),
    isDue: Number.isNaN(values[at]),
    isMine: owner !== undefined && owner === actor.person,
    missing: missing.map((index) => calendar.name(grain, first + index)),
    ordinals: [at, ...missing].map((index) => first + index),
    before: write(values.subarray(0, at).findLast((value) => Number.isFinite(value))),
    yearBefore: write(values[at - season]),
    low: limits ? write(limits.low + usual) : null,
    high: limits ? write(limits.high + usual) : null,
    isLocked: (lastDay[at] as number) <= lockedUntil,
  }
}

/** What was observed, period by period; NaN where nothing was. */
function valuesOf(results: Results, { id, grain }: Measure, length: number): Float64Array {
  return Float64Array.from({ length }, (_, index) => {
    const cell = results.measure(id, grain, index)
    return cell && cell.ageDays === 0 ? cell.value : Number.NaN
  })
}
