import type { Review } from '@keelson/core'
import { consequencesOf } from '@keelson/core'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Tenant } from '../store/database.ts'
import type { DocumentVersion } from '../store/write/document.ts'
import type { NewSteps } from '../store/write/negotiation.ts'
import type { Told } from './apply-strategy.ts'
import { prepare, refuseUnsound, toldOf } from './apply-strategy.ts'
import { filesWith } from './edit-strategy.ts'
import { offerAll } from './offer.ts'

/** What a review's decisions change: strategy files, and offers that lie on the table from then on. */
export type Carried = {
  readonly files: readonly DocumentVersion[]
  readonly changes: readonly Told[]
  readonly negotiations: readonly NewSteps[]
}

export const nothingCarried: Carried = { files: [], changes: [], negotiations: [] }

/** What carrying out the decisions of a review comes to. Throws `offer-refused` with the one that cannot be. */
export async function carryOut(
  tenant: Tenant,
  live: LiveOrganisation,
  at: Date,
  review: Review,
): Promise<Carried> {
  const { edits, offers } = consequencesOf(live.strategy, review, live.today)
  const negotiations = await offerAll(tenant, live, at, '', offers)
  if (edits.length === 0) return { files: [], changes: [], negotiations }
  const base = live.strategySeq
  const { versions, reading, changes } = prepare(live, filesWith(live, { base, edits }))
  refuseUnsound(reading.diagnostics, reading.files)
  return { files: versions, changes: changes.map(toldOf), negotiations }
}
