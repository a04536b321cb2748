import type { Unit } from '@keelson/core'
import { printDay, writeStored } from '@keelson/core'
import type { ServerParts } from '../app.ts'
import { currentOf, versionOf } from '../commands/record-values.ts'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { versionsOf } from '../store/read/observation.ts'

/** The value of a measure and period as it is kept, with every version of it. */
export async function storedValue(
  { database }: ServerParts,
  live: LiveOrganisation,
  id: string,
  text: string,
) {
  const measure = live.strategy.measures.get(id)
  if (!measure) throw new Failure('not-found', `There is no measure "${id}".`)
  const { calendar } = live.strategy.organisation
  const period = calendar.parse(text)
  if ('fault' in period) throw new Failure('invalid-request', `"${text}" is no period of this calendar.`)
  const { grain } = measure
  const ordinal = period.grain === grain ? period.ordinal : calendar.ordinal(grain, period.ordinal)
  const versions = await database.inTenant(live.orgId, (tenant) =>
    versionsOf(tenant, live.orgId, [{ measure: id, ordinal }]),
  )
  const written = (value: number | undefined) => writtenValue(value ?? Number.NaN, measure.unit)
  return {
    measure: id,
    period: calendar.name(grain, ordinal),
    value: written(currentOf(versions)?.value),
    version: versionOf(versions),
    versions: versions.map(({ value, recorded, entered, source, note, reason, seq }) => ({
      value: written(value),
      recorded: printDay(recorded),
      entered: printDay(entered),
      source,
      note,
      reason,
      seq,
    })),
  }
}

/** A value in stored units as people and answers write it; null where there is none. */
export function writtenValue(value: number, unit: Unit): number | null {
  return Number.isNaN(value) ? null : Number(writeStored(value, unit))
}
