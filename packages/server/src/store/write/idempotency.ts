import type { Tenant } from '../database.ts'

/** What names a request, so that it takes effect once: an answer is kept by it. */
export type RequestKey = {
  readonly orgId: string
  readonly principal: string
  readonly route: string
  readonly key: string
}

/** Keeps the answer that a request was given. */
export async function keepAnswer(
  tenant: Tenant,
  { orgId, principal, route, key }: RequestKey,
  bodyHash: Buffer,
  status: number,
  answer: string,
  at: Date,
): Promise<void> {
  await tenant
    .insertInto('idempotency')
    .values({ org_id: orgId, principal, route, key, body_hash: bodyHash, status, answer, created_at: at })
    .execute()
}
