import type { Board, BoardNumbers, BoardRow, BoardShare, SharedBoard, Tile } from '@keelson/server/answers'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'

const pollMs = 15_000

export const boardsQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'boards'],
    queryFn: ({ signal }) => ask<BoardRow[]>(addressOf(organisation, '/boards'), { signal }),
  })

export const boardQuery = (organisation: string, board: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'boards', board],
    queryFn: ({ signal }) => ask<Board>(addressOf(organisation, `/boards/${board}`), { signal }),
  })

/** What tiles show, those of a draft as well as kept ones. */
export const numbersQuery = (organisation: string, tiles: readonly Tile[]) =>
  queryOptions({
    // Where a tile stands changes no number.
    queryKey: ['of', organisation, 'numbers', tiles.map(({ x, y, w, h, ...shown }) => shown)],
    queryFn: ({ signal }) =>
      ask<BoardNumbers>(addressOf(organisation, '/boards/numbers'), {
        method: 'POST',
        body: { tiles },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

export const sharesQuery = (organisation: string, board: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'boards', board, 'share'],
    queryFn: ({ signal }) => ask<BoardShare[]>(addressOf(organisation, `/boards/${board}/share`), { signal }),
  })

/** The board of a link. Whoever has no session has no stream, so it is asked for again and again. */
export const sharedQuery = (token: string) =>
  queryOptions({
    queryKey: ['shared', token],
    queryFn: ({ signal }) => ask<SharedBoard>(`/shared/${encodeURIComponent(token)}`, { signal }),
    refetchInterval: pollMs,
    refetchIntervalInBackground: true,
    retry: false,
  })
