import type { Finding } from '@keelson/core'
import { align, dayIn, Engine, ObservationsBuilder, printDay, readStrategy } from '@keelson/core'
import type { Database } from '../store/database.ts'
import { documentsAt } from '../store/read/document.ts'
import { strategyEvents } from '../store/read/event.ts'
import { valuesUpTo } from '../store/read/observation.ts'
import type { LiveOrganisation } from './organisation.ts'
import { addColumns } from './organisation.ts'

/** The alignment score of a strategy when it was next changed, or now. */
export type TrendPoint = {
  readonly seq: number
  readonly day: string
  readonly score: number
  readonly findings: number
  readonly comment: string | null
}

const mostPoints = 12

/** What happened is past: a point once made never changes. */
const made = new WeakMap<LiveOrganisation, Map<number, TrendPoint>>()

/** The alignment score of each of the last strategies, the oldest first. */
export async function alignmentTrend(
  database: Database,
  live: LiveOrganisation,
): Promise<readonly TrendPoint[]> {
  const known = made.get(live) ?? new Map<number, TrendPoint>()
  made.set(live, known)
  const { orgId } = live
  const events = await database.inTenant(orgId, (tenant) => strategyEvents(tenant, orgId, mostPoints))
  const points: TrendPoint[] = []
  for (const [index, { seq, at, comment }] of events.entries()) {
    const next = events[index + 1]
    if (!next) {
      const { score, findings } = await live.align()
      points.push({ seq, day: printDay(live.engine.asOf), score, findings: openOf(findings), comment })
      continue
    }
    let point = known.get(seq)
    if (!point) {
      point = { ...(await scoreAfter(database, live, seq, next.seq - 1, at)), comment }
      known.set(seq, point)
      await new Promise((resolve) => setImmediate(resolve))
    }
    points.push(point)
  }
  return points
}

function openOf(findings: readonly Finding[]): number {
  return findings.filter(({ waiver }) => !waiver).length
}

/** The strategy as it was after an event, with the values that came until the next change of it. */
async function scoreAfter(database: Database, live: LiveOrganisation, seq: number, upTo: number, at: Date) {
  const { orgId } = live
  const { files, columns } = await database.inTenant(orgId, async (tenant) => ({
    files: await documentsAt(tenant, orgId, seq),
    columns: await valuesUpTo(tenant, orgId, upTo),
  }))
  const { strategy } = readStrategy(files)
  const values = new ObservationsBuilder()
  for (const one of columns) addColumns(values, one)
  const { timeZone, asOf = dayIn(timeZone, at.getTime()) } = strategy.organisation
  const { score, findings } = align(new Engine(strategy, values.build(), { asOf }))
  return { seq, day: printDay(asOf), score, findings: openOf(findings) }
}
