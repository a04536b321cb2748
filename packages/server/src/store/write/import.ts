import type { Tenant } from '../database.ts'
import type { ImportState } from '../read/import.ts'

export type NewImport = {
  readonly importId: string
  readonly name: string
  readonly sha256: string
  readonly author: string
  readonly at: Date
  readonly content: Buffer
  readonly keptUntil: Date
}

/** Writes an import with what was in its file. */
export async function createImport(
  tenant: Tenant,
  orgId: string,
  seq: number,
  { importId, name, sha256, author, at, content, keptUntil }: NewImport,
): Promise<void> {
  const key = { org_id: orgId, import_id: importId }
  await tenant
    .insertInto('import')
    .values({
      ...key,
      name,
      sha256,
      author,
      created_at: at,
      state: 'uploaded',
      mapping: null,
      accounting: null,
      values_seq: null,
      seq,
    })
    .execute()
  await tenant
    .insertInto('import_file')
    .values({ ...key, content, rejected: null, kept_until: keptUntil })
    .execute()
}

export type ImportChange = {
  readonly state: ImportState
  readonly mapping?: string
  readonly accounting?: string
  readonly values_seq?: number
}

/** Moves an import on. */
export async function changeImport(
  tenant: Tenant,
  orgId: string,
  importId: string,
  seq: number,
  change: ImportChange,
): Promise<void> {
  await tenant
    .updateTable('import')
    .set({ ...change, seq })
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .execute()
}

/** Keeps what of a file was rejected, beside it. */
export async function keepRejected(
  tenant: Tenant,
  orgId: string,
  importId: string,
  rejected: Buffer,
): Promise<void> {
  await tenant
    .updateTable('import_file')
    .set({ rejected })
    .where('org_id', '=', orgId)
    .where('import_id', '=', importId)
    .execute()
}

/** Forgets the files whose time is over. */
export async function forgetFiles(tenant: Tenant, orgId: string, at: Date): Promise<void> {
  await tenant.deleteFrom('import_file').where('org_id', '=', orgId).where('kept_until', '<=', at).execute()
}
