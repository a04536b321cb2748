import type { Tenant } from '../database.ts'

/** The new text of a strategy file; null where it is gone. */
export type DocumentVersion = { readonly path: string; readonly text: string | null }

/** Adds versions of strategy files. */
export async function addDocuments(
  tenant: Tenant,
  orgId: string,
  seq: number,
  versions: readonly DocumentVersion[],
): Promise<void> {
  if (versions.length === 0) return
  await tenant
    .insertInto('document')
    .values(versions.map(({ path, text }) => ({ org_id: orgId, path, seq, text })))
    .execute()
}
