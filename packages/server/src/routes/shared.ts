import { readShareToken } from '../accounts/share-token.ts'
import { SharedBoard, SharedParams } from '../api/boards.ts'
import { refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { boardOf, shareOf } from '../store/read/board.ts'
import { boardNumbers } from './board-numbers.ts'
import { tilesIn } from './boards.ts'

/** The board that a link opens to whoever has it: its tiles and what they show, and nothing else. */
export function sharedRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/shared/:token',
    {
      schema: {
        security: [],
        summary: 'The board of a link, with the numbers that it shows',
        params: SharedParams,
        response: { 200: SharedBoard, ...refusals },
      },
      // By the address of the network alone: whoever guesses would else send another made-up session each time.
      config: { rateLimit: { max: parts.limits.perMinute, keyGenerator: ({ ip }: { ip: string }) => ip } },
    },
    async (request) => {
      const { share, board, orgId } = await opened(parts, request.params.token)
      const live = await parts.registry.get(orgId)
      const tiles = tilesIn(board)
      return {
        organisation: live.strategy.organisation.name,
        name: board.name,
        tiles,
        expiresAt: share.expiresAt.toISOString(),
        numbers: await boardNumbers(live, tiles),
      }
    },
  )
}

/** An unknown link, one that has expired and one that was revoked are told alike. */
async function opened({ database, clock }: ServerParts, token: string) {
  const read = readShareToken(token)
  if (!read) throw new Failure('not-found')
  const { orgId, tokenHash } = read
  return database.inTenant(orgId, async (tenant) => {
    const share = await shareOf(tenant, orgId, tokenHash)
    const isOpen = share && share.revokedAt === null && share.expiresAt.getTime() > clock()
    const board = isOpen ? await boardOf(tenant, orgId, share.boardId) : undefined
    if (!share || !board) throw new Failure('not-found')
    return { share, board, orgId }
  })
}
