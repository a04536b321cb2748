import type { Day, SourceFile } from '@keelson/core'
import { Engine, endOfDay, ObservationsBuilder, readStrategy } from '@keelson/core'
import type { Database, Tenant } from '../store/database.ts'
import { documentsAt, firstStrategySeq } from '../store/read/document.ts'
import { seqAt } from '../store/read/event.ts'
import { valuesUpTo } from '../store/read/observation.ts'
import type { LiveOrganisation } from './organisation.ts'
import { addColumns } from './organisation.ts'

/** The numbers of an organisation, and the strategy files that they come from. */
export type State = { readonly engine: Engine; readonly files: readonly SourceFile[] }

/**
 * An organisation as it was known at the end of a day: the strategy then in force, and what had been handed in by then.
 * With an event: as known after it, on that day. Of days before the strategy was first applied it tells what the files themselves say was known.
 */
export async function pastOf(
  database: Database,
  live: LiveOrganisation,
  day: Day,
  seq?: number,
): Promise<State> {
  const { orgId, strategy } = live
  return database.inTenant(orgId, async (tenant) => {
    const end = new Date(endOfDay(day, strategy.organisation.timeZone))
    const then = await seqAt(tenant, orgId, end)
    const first = await firstStrategySeq(tenant, orgId)
    if (seq !== undefined) return build(tenant, orgId, day, Math.max(seq, first), Math.max(seq, first))
    return then >= first ? build(tenant, orgId, day, then, then) : build(tenant, orgId, day, first, live.seq)
  })
}

async function build(
  tenant: Tenant,
  orgId: string,
  day: Day,
  filesAt: number,
  valuesAt: number,
): Promise<State> {
  const files = await documentsAt(tenant, orgId, filesAt)
  const { strategy } = readStrategy(files)
  const values = new ObservationsBuilder()
  for (const columns of await valuesUpTo(tenant, orgId, valuesAt)) addColumns(values, columns)
  return { engine: new Engine(strategy, values.build(), { asOf: day }), files }
}
