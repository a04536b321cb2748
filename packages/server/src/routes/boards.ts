import Type from 'typebox'
import type { Actor } from '../accounts/actor.ts'
import { shareTokenOf } from '../accounts/share-token.ts'
import {
  Board,
  BoardBody,
  BoardNumbers,
  BoardParams,
  BoardRow,
  BoardShare,
  NewBoardShare,
  ShareBody,
  ShareParams,
  type Tiles,
  TilesBody,
} from '../api/boards.ts'
import { OrganisationParams, refusals, Uuid } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { deleteBoard, mayChangeBoard, revokeShare, saveBoard, shareBoard } from '../commands/boards.ts'
import { runCommand } from '../commands/run.ts'
import { Failure } from '../errors.ts'
import { enter } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptBoard } from '../store/read/board.ts'
import { boardOf, boardsOf, sharesOf } from '../store/read/board.ts'
import { boardNumbers } from './board-numbers.ts'
import { namesOf } from './names.ts'

const right = 'discuss'

/** Boards that people build of KPIs, and the links that open one to whoever has it. */
export function boardRoutes(app: App, parts: ServerParts): void {
  const { database } = parts
  const told = async (live: LiveOrganisation, actor: Actor, boards: readonly KeptBoard[]) => {
    const names = await namesOf(
      database,
      live,
      boards.map(({ owner }) => owner),
    )
    return boards.map((board) => ({
      id: board.boardId,
      name: board.name,
      owner: board.owner,
      ownerName: names.get(board.owner) ?? null,
      version: board.version,
      mayChange: mayChangeBoard(actor, board),
      tiles: tilesIn(board),
    }))
  }
  const toldOne = async (live: LiveOrganisation, actor: Actor, board: KeptBoard) => {
    const [one] = await told(live, actor, [board])
    if (!one) throw new Failure('not-found')
    return one
  }

  app.get(
    '/api/v1/organisations/:organisation/boards',
    {
      schema: {
        summary: 'The boards by their names',
        params: OrganisationParams,
        response: { 200: Type.Array(BoardRow), ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, 'read')
      const boards = await database.inTenant(live.orgId, (tenant) => boardsOf(tenant, live.orgId))
      return (await told(live, actor, boards)).map((board) => ({ ...board, tiles: board.tiles.length }))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/boards',
    {
      schema: {
        summary: 'Keeps a new board',
        params: OrganisationParams,
        body: BoardBody,
        response: { 201: Board, ...refusals },
      },
    },
    async (request, reply) => {
      const { live, actor } = await enter(parts, request, right)
      const origin = { orgId: live.orgId, actor, route: 'board', key: idempotencyKey(request) }
      const input = { id: undefined, ifVersion: undefined, ...request.body }
      const { answer } = await runCommand(parts, origin, saveBoard, input)
      reply.header('etag', `"${answer.version}"`)
      return reply.code(201).send(await toldOne(live, actor, answer))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/boards/numbers',
    {
      schema: {
        summary: 'What tiles show as things stand; nothing is kept',
        params: OrganisationParams,
        body: TilesBody,
        response: { 200: BoardNumbers, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      return boardNumbers(live, request.body.tiles)
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/boards/:board',
    {
      schema: {
        summary: 'A board with its tiles',
        params: BoardParams,
        response: { 200: Board, ...refusals },
      },
    },
    async (request, reply) => {
      const { live, actor } = await enter(parts, request, 'read')
      const board = await kept(parts, live.orgId, request.params.board)
      return reply.header('etag', `"${board.version}"`).send(await toldOne(live, actor, board))
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/boards/:board',
    {
      schema: {
        summary: 'Changes a board; If-Match refuses to replace a version not seen',
        params: BoardParams,
        body: BoardBody,
        response: { 200: Board, ...refusals },
      },
    },
    async (request, reply) => {
      const { live, actor } = await enter(parts, request, right)
      const { board: id } = request.params
      const ifVersion = versionIn(request.headers['if-match'])
      const input = { id, ifVersion, ...request.body }
      const origin = { orgId: live.orgId, actor, route: 'change-board', key: idempotencyKey(request) }
      const { answer } = await runCommand(parts, origin, saveBoard, input)
      return reply.header('etag', `"${answer.version}"`).send(await toldOne(live, actor, answer))
    },
  )

  app.delete(
    '/api/v1/organisations/:organisation/boards/:board',
    {
      schema: {
        summary: 'Deletes a board; the links to it open nothing from then on',
        params: BoardParams,
        response: { 200: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, right)
      const { board: id } = request.params
      const ifVersion = versionIn(request.headers['if-match'])
      const origin = { orgId: live.orgId, actor, route: 'delete-board', key: idempotencyKey(request) }
      return (await runCommand(parts, origin, deleteBoard, { id, ifVersion })).answer
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/boards/:board/share',
    {
      schema: {
        summary: 'The links to a board, the newest first, without their secrets',
        params: BoardParams,
        response: { 200: Type.Array(BoardShare), ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { boardId } = await kept(parts, live.orgId, request.params.board)
      const shares = await database.inTenant(live.orgId, (tenant) => sharesOf(tenant, live.orgId, boardId))
      return shares.map(({ shareId, createdAt, expiresAt, revokedAt }) => ({
        id: shareId,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        isRevoked: revokedAt !== null,
      }))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/boards/:board/share',
    {
      schema: {
        summary: 'Makes a link that opens the board, and only it, read-only; its secret is shown this once',
        params: BoardParams,
        body: ShareBody,
        response: { 201: NewBoardShare, ...refusals },
      },
    },
    async (request, reply) => {
      const { live, actor } = await enter(parts, request, right)
      const { token, tokenHash } = shareTokenOf(live.orgId)
      const origin = { orgId: live.orgId, actor, route: 'share-board', key: undefined }
      const input = { board: request.params.board, days: request.body.days, tokenHash }
      const { answer } = await runCommand(parts, origin, shareBoard, input)
      return reply.code(201).send({ ...answer, isRevoked: false, token })
    },
  )

  app.delete(
    '/api/v1/organisations/:organisation/boards/:board/share/:share',
    {
      schema: {
        summary: 'Ends a link at once',
        params: ShareParams,
        response: { 200: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request) => {
      const { live, actor } = await enter(parts, request, right)
      const { board, share } = request.params
      const origin = { orgId: live.orgId, actor, route: 'revoke-share', key: idempotencyKey(request) }
      return (await runCommand(parts, origin, revokeShare, { board, id: share })).answer
    },
  )
}

/** The tiles of a kept board. */
export function tilesIn({ layout }: Pick<KeptBoard, 'layout'>): Type.Static<typeof Tiles> {
  return (JSON.parse(layout) as { tiles: Type.Static<typeof Tiles> }).tiles
}

async function kept({ database }: ServerParts, orgId: string, id: string): Promise<KeptBoard> {
  const board = await database.inTenant(orgId, (tenant) => boardOf(tenant, orgId, id))
  if (!board) throw new Failure('not-found', 'There is no such board.')
  return board
}

function versionIn(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  const version = /^"([0-9]{1,9})"$/.exec(header.trim())?.[1]
  if (version === undefined) throw new Failure('invalid-request', 'If-Match takes the ETag of the board.')
  return Number(version)
}
