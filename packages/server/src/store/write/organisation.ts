import type { Database, Tenant } from '../database.ts'
import { enterTenant } from '../database.ts'

/** The hash before the first event. */
const beginning = Buffer.alloc(32)

export type NewOrganisation = {
  readonly orgId: string
  readonly slug: string
  readonly isDemo: boolean
  readonly at: Date
}

/** Makes an organisation with an empty chain, and what `fill` adds, in one transaction; false where the slug is taken. */
export async function createOrganisation(
  { shared }: Database,
  { orgId, slug, isDemo, at }: NewOrganisation,
  fill: (tenant: Tenant) => Promise<void> = async () => {},
): Promise<boolean> {
  return shared.transaction().execute(async (tenant) => {
    const { numInsertedOrUpdatedRows } = await tenant
      .insertInto('organisation')
      .values({ org_id: orgId, slug, is_demo: isDemo, created_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 0n) return false
    await enterTenant(tenant, orgId)
    await tenant.insertInto('head').values({ org_id: orgId, seq: 0, hash: beginning, halted: null }).execute()
    await fill(tenant)
    return true
  })
}
