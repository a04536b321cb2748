import type { Tenant } from '../database.ts'

export type KeptBoard = {
  readonly boardId: string
  readonly name: string
  readonly owner: string
  /** Canonical JSON. */
  readonly layout: string
  readonly version: number
}

const columns = ['board_id as boardId', 'name', 'owner', 'layout', 'version'] as const

/** The boards of the organisation by their names. */
export async function boardsOf(tenant: Tenant, orgId: string): Promise<readonly KeptBoard[]> {
  return tenant
    .selectFrom('board')
    .select(columns)
    .where('org_id', '=', orgId)
    .orderBy('name')
    .orderBy('board_id')
    .execute()
}

/** One board. */
export async function boardOf(
  tenant: Tenant,
  orgId: string,
  boardId: string,
): Promise<KeptBoard | undefined> {
  return tenant
    .selectFrom('board')
    .select(columns)
    .where('org_id', '=', orgId)
    .where('board_id', '=', boardId)
    .executeTakeFirst()
}

export type KeptShare = {
  readonly shareId: string
  readonly boardId: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly revokedAt: Date | null
}

const shareColumns = [
  'share_id as shareId',
  'board_id as boardId',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'revoked_at as revokedAt',
] as const

/** The links to a board, the newest first. */
export async function sharesOf(
  tenant: Tenant,
  orgId: string,
  boardId: string,
): Promise<readonly KeptShare[]> {
  return tenant
    .selectFrom('board_share')
    .select(shareColumns)
    .where('org_id', '=', orgId)
    .where('board_id', '=', boardId)
    .orderBy('created_at', 'desc')
    .orderBy('share_id', 'desc')
    .execute()
}

/** The link of a hash, whether or not it still opens anything. */
export async function shareOf(
  tenant: Tenant,
  orgId: string,
  tokenHash: Buffer,
): Promise<KeptShare | undefined> {
  return tenant
    .selectFrom('board_share')
    .select(shareColumns)
    .where('org_id', '=', orgId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
}
