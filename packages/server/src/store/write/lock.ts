import type { Tenant } from '../database.ts'

/** Closes values of all periods up to a day, from this event on. An earlier day than before opens some again. */
export async function lockPeriods(
  tenant: Tenant,
  orgId: string,
  seq: number,
  lastDay: number,
  reason: string,
): Promise<void> {
  await tenant.insertInto('period_lock').values({ org_id: orgId, seq, last_day: lastDay, reason }).execute()
}
