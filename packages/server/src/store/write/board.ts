import type { Tenant } from '../database.ts'
import type { KeptBoard } from '../read/board.ts'

/** Writes a board, or its next version. */
export async function saveBoard(
  tenant: Tenant,
  orgId: string,
  seq: number,
  { boardId, name, owner, layout, version }: KeptBoard,
): Promise<void> {
  await tenant
    .insertInto('board')
    .values({ org_id: orgId, board_id: boardId, name, owner, layout, version, seq })
    .onConflict((conflict) =>
      conflict.columns(['org_id', 'board_id']).doUpdateSet({ name, layout, version, seq }),
    )
    .execute()
}

/** Deletes a board with the links to it. */
export async function deleteBoard(tenant: Tenant, orgId: string, boardId: string): Promise<void> {
  for (const table of ['board_share', 'board'] as const)
    await tenant.deleteFrom(table).where('org_id', '=', orgId).where('board_id', '=', boardId).execute()
}

export type NewShare = {
  readonly shareId: string
  readonly boardId: string
  readonly tokenHash: Buffer
  readonly at: Date
  readonly expiresAt: Date
}

/** Writes a link that opens a board. */
export async function createShare(
  tenant: Tenant,
  orgId: string,
  { shareId, boardId, tokenHash, at, expiresAt }: NewShare,
): Promise<void> {
  await tenant
    .insertInto('board_share')
    .values({
      org_id: orgId,
      share_id: shareId,
      board_id: boardId,
      token_hash: tokenHash,
      created_at: at,
      expires_at: expiresAt,
      revoked_at: null,
    })
    .execute()
}

/** Ends a link; false where there is none of that board that opens anything. */
export async function revokeShare(
  tenant: Tenant,
  orgId: string,
  boardId: string,
  shareId: string,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tenant
    .updateTable('board_share')
    .set({ revoked_at: at })
    .where('org_id', '=', orgId)
    .where('board_id', '=', boardId)
    .where('share_id', '=', shareId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
