import type { Tenant } from '../database.ts'
import type { RequestKey } from '../write/idempotency.ts'

/** The answer kept for a request, with the hash of the body that it answered. */
export async function keptAnswer(
  tenant: Tenant,
  { orgId, principal, route, key }: RequestKey,
): Promise<{ readonly bodyHash: Buffer; readonly status: number; readonly answer: string } | undefined> {
  const row = await tenant
    .selectFrom('idempotency')
    .select(['body_hash', 'status', 'answer'])
    .where('org_id', '=', orgId)
    .where('principal', '=', principal)
    .where('route', '=', route)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && { bodyHash: row.body_hash, status: row.status, answer: row.answer }
}
