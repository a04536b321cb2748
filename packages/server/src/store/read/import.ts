import type { Tenant } from '../database.ts'
import type { Tables } from '../tables.ts'

export type ImportState = Tables['import']['state']

export type KeptImport = {
  readonly importId: string
  readonly name: string
  readonly sha256: string
  readonly author: string
  readonly createdAt: Date
  readonly state: ImportState
  /** Canonical JSON, once there are some. */
  readonly mapping: string | null
  readonly accounting: string | null
  /** The event that recorded its values. */
  readonly valuesSeq: number | null
}

const columns = [
  'import_id as importId',
  'name',
  'sha256',
  'author',
  'created_at as createdAt',
  'state',
  'mapping',
  'accounting',
  'values_seq as valuesSeq',
] as const

/** The last imports, the newest first. */
export async function importsOf(tenant: Tenant, orgId: string, most: number): Promise<readonly KeptImport[]> {
  return tenant
    .selectFrom('import')
    .select(columns)
    .where('org_id', '=', orgId)
    .orderBy('created_at', 'desc')
    .orderBy('import_id', 'desc')
    .limit(most)
    .execute()
}

/** One import. */
export async function importOf(
  tenant: Tenant,
  orgId: string,
  importId: string,
): Promise<KeptImport | undefined> {
  return tenant
    .selectFrom('import')
    .select(columns)
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .executeTakeFirst()
}

/** When somebody began imports since an instant, the first first. */
export async function importTimes(
  tenant: Tenant,
  orgId: string,
  author: string,
  since: Date,
): Promise<readonly Date[]> {
  const rows = await tenant
    .selectFrom('import')
    .select('created_at')
    .where('org_id', '=', orgId)
    .where('author', '=', author)
    .where('created_at', '>', since)
    .orderBy('created_at')
    .execute()
  return rows.map(({ created_at }) => created_at)
}

export type KeptFile = { readonly content: Buffer; readonly rejected: Buffer | null }

/** What was in the file, packed, and what of it was rejected; undefined once it is forgotten. */
export async function fileOf(
  tenant: Tenant,
  orgId: string,
  importId: string,
  at: Date,
): Promise<KeptFile | undefined> {
  return tenant
    .selectFrom('import_file')
    .select(['content', 'rejected'])
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .where('kept_until', '>', at)
    .executeTakeFirst()
}
