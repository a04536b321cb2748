import type { Tenant } from '../database.ts'

/** The last day that is closed for values; before every day where none is. */
export async function lockedUntil(tenant: Tenant, orgId: string): Promise<number> {
  const last = await tenant
    .selectFrom('period_lock')
    .select('last_day')
    .where('org_id', '=', orgId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.last_day ?? Number.NEGATIVE_INFINITY
}
