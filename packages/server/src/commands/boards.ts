import { randomUUIDv7 } from 'node:crypto'
import type Type from 'typebox'
import type { Actor } from '../accounts/actor.ts'
import type { Tiles } from '../api/boards.ts'
import { Failure } from '../errors.ts'
import { canonical } from '../store/canonical.ts'
import type { KeptBoard } from '../store/read/board.ts'
import { boardOf, boardsOf, sharesOf } from '../store/read/board.ts'
import {
  createShare,
  deleteBoard as deleteRows,
  revokeShare as endShare,
  saveBoard as write,
} from '../store/write/board.ts'
import type { Command, Context } from './command.ts'
import { isOf, personIn } from './person.ts'

const mostBoards = 500
const mostShares = 50
const columns = 12
const dayMs = 86_400_000

export type BoardInput = {
  /** Undefined: a new one. */
  readonly id: string | undefined
  readonly ifVersion: number | undefined
  readonly name: string
  readonly tiles: Type.Static<typeof Tiles>
}

/** Whether somebody may change, delete and share a board: whoever keeps it, and strategy administrators. */
export function mayChangeBoard(actor: Actor, { owner }: Pick<KeptBoard, 'owner'>): boolean {
  return isOf(actor, owner) || actor.roles.includes('strategy-administrator')
}

/** Keeps a board, or its next version. Refuses tiles that stand beyond the grid or show what is not there. */
export const saveBoard: Command<BoardInput, KeptBoard> = {
  kind: 'board-saved',
  async run(context, { id, ifVersion, name, tiles }) {
    const { tenant, live, actor, seq } = context
    const before = id === undefined ? undefined : await ownBoard(context, id, ifVersion)
    if (!before && (await boardsOf(tenant, live.orgId)).length >= mostBoards)
      throw new Failure('invalid-request', `There are ${mostBoards} boards; more are not taken. Delete one.`)
    refuseTiles(context, tiles)
    const layout = { tiles }
    const board = {
      boardId: id ?? randomUUIDv7(),
      name,
      owner: before?.owner ?? personIn(actor),
      layout: canonical(layout),
      version: (before?.version ?? 0) + 1,
    }
    if (before && before.name === name && before.layout === board.layout) return { answer: before }
    await write(tenant, live.orgId, seq, board)
    const { boardId, owner, version } = board
    return { answer: board, status: 201, payload: { id: boardId, name, owner, layout, version } }
  },
}

/** Deletes a board with the links to it. */
export const deleteBoard: Command<
  { readonly id: string; readonly ifVersion: number | undefined },
  { readonly id: string }
> = {
  kind: 'board-deleted',
  async run(context, { id, ifVersion }) {
    await ownBoard(context, id, ifVersion)
    await deleteRows(context.tenant, context.live.orgId, id)
    return { answer: { id }, payload: { id } }
  },
}

export type ShareInput = { readonly board: string; readonly days: number; readonly tokenHash: Buffer }
export type ShareAnswer = { readonly id: string; readonly createdAt: string; readonly expiresAt: string }

/** Makes a link that opens one board read-only, to whoever has it, for at most a year. */
export const shareBoard: Command<ShareInput, ShareAnswer> = {
  kind: 'board-shared',
  async run(context, { board, days, tokenHash }) {
    const { tenant, live, at } = context
    await ownBoard(context, board)
    const open = (await sharesOf(tenant, live.orgId, board)).filter(
      ({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > at,
    )
    if (open.length >= mostShares)
      throw new Failure('invalid-request', `There are ${mostShares} links to this board. Revoke one.`)
    const shareId = randomUUIDv7()
    const expiresAt = new Date(at.getTime() + days * dayMs)
    await createShare(tenant, live.orgId, { shareId, boardId: board, tokenHash, at, expiresAt })
    const until = expiresAt.toISOString()
    return {
      answer: { id: shareId, createdAt: at.toISOString(), expiresAt: until },
      status: 201,
      payload: { id: shareId, board, tokenHash: tokenHash.toString('hex'), expiresAt: until },
    }
  },
}

/** Ends a link at once. */
export const revokeShare: Command<{ readonly board: string; readonly id: string }, { readonly id: string }> =
  {
    kind: 'board-share-revoked',
    async run(context, { board, id }) {
      const { tenant, live, at } = context
      await ownBoard(context, board)
      if (!(await endShare(tenant, live.orgId, board, id, at))) throw new Failure('not-found')
      return { answer: { id }, payload: { id } }
    },
  }

async function ownBoard(
  { tenant, live, actor }: Context,
  id: string,
  ifVersion?: number | undefined,
): Promise<KeptBoard> {
  const board = await boardOf(tenant, live.orgId, id)
  if (!board) throw new Failure('not-found', 'There is no such board.')
  if (!mayChangeBoard(actor, board))
    throw new Failure('forbidden', 'Whoever keeps the board and strategy administrators change it. Copy it.')
  if (ifVersion !== undefined && ifVersion !== board.version)
    throw new Failure('board-changed', undefined, { version: board.version })
  return board
}

function refuseTiles({ live }: Context, tiles: BoardInput['tiles']): void {
  const { kpis } = live.strategy
  const seen = new Set<string>()
  const faults = tiles.flatMap((tile, at) => {
    const field = (name: string) => `tiles.${at}.${name}`
    const told: { in: string; field: string; message: string }[] = []
    const tell = (name: string, message: string) => told.push({ in: 'body', field: field(name), message })
    if (seen.has(tile.id)) tell('id', `"${tile.id}" stands for two tiles`)
    seen.add(tile.id)
    if (tile.x + tile.w > columns) tell('w', `it ends beyond the ${columns} columns`)
    const shown = tile.kind === 'kpi' || tile.kind === 'overlay' ? [['kpi', tile.kpi] as const] : []
    const other = tile.kind === 'overlay' ? [['other', tile.other] as const] : []
    for (const [name, id] of [...shown, ...other])
      if (!kpis.has(id)) tell(name, `there is no KPI "${id}"; take the tile away or choose another`)
    return told
  })
  const [first] = faults
  if (first) throw new Failure('invalid-request', `${first.field}: ${first.message}.`, { faults })
}
