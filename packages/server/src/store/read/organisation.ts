import type { Database } from '../database.ts'

export type OrganisationRow = {
  readonly orgId: string
  readonly slug: string
  readonly isDemo: boolean
  readonly createdAt: Date
}

const columns = ['org_id as orgId', 'slug', 'is_demo as isDemo', 'created_at as createdAt'] as const

/** The organisation of a slug. */
export async function organisationBySlug(
  { shared }: Database,
  slug: string,
): Promise<OrganisationRow | undefined> {
  return shared.selectFrom('organisation').select(columns).where('slug', '=', slug).executeTakeFirst()
}

/** Every organisation, by slug. */
export async function allOrganisations({ shared }: Database): Promise<readonly OrganisationRow[]> {
  return shared.selectFrom('organisation').select(columns).orderBy('slug').execute()
}
