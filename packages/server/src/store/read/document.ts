import type { SourceFile } from '@keelson/core'
import type { Tenant } from '../database.ts'

/** The strategy files as they stood after an event, by their paths. */
export async function documentsAt(
  tenant: Tenant,
  orgId: string,
  seq: number,
): Promise<readonly SourceFile[]> {
  const rows = await tenant
    .selectFrom('document')
    .distinctOn('path')
    .select(['path', 'text'])
    .where('org_id', '=', orgId)
    .where('seq', '<=', seq)
    .orderBy('path')
    .orderBy('seq', 'desc')
    .execute()
  return rows.flatMap(({ path, text }) => (text === null ? [] : [{ name: path, text }]))
}

/** The last event that changed a strategy file up to an event; 0 where there is none. */
export async function strategySeq(tenant: Tenant, orgId: string, seq: number): Promise<number> {
  const { last } = await tenant
    .selectFrom('document')
    .select(({ fn }) => fn.max('seq').as('last'))
    .where('org_id', '=', orgId)
    .where('seq', '<=', seq)
    .executeTakeFirstOrThrow()
  return last ?? 0
}

/** The first event that gave the organisation strategy files; 0 where none has. */
export async function firstStrategySeq(tenant: Tenant, orgId: string): Promise<number> {
  const { first } = await tenant
    .selectFrom('document')
    .select(({ fn }) => fn.min('seq').as('first'))
    .where('org_id', '=', orgId)
    .executeTakeFirstOrThrow()
  return first ?? 0
}
