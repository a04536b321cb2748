import type { Database } from '../database.ts'

/** The hash before the first event. */
const beginning = Buffer.alloc(32)

export type NewOrganisation = {
  readonly orgId: string
  readonly slug: string
  readonly isDemo: boolean
  readonly at: Date
}

/** Makes an organisation with an empty chain; false where the slug is taken. */
export async function createOrganisation(
  { shared, inTenant }: Database,
  made: NewOrganisation,
): Promise<boolean> {
  const { orgId, slug, isDemo, at } = made
  const { numInsertedOrUpdatedRows } = await shared
    .insertInto('organisation')
    .values({ org_id: orgId, slug, is_demo: isDemo, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  await inTenant(orgId, (tenant) =>
    tenant.insertInto('head').values({ org_id: orgId, seq: 0, hash: beginning, halted: null }).execute(),
  )
  return true
}
