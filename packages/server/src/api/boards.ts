import Type from 'typebox'
import { DayText, GroupingWord, Id, Instant, Maybe, MaybeText, Slug, StatusWord, Uuid } from './common.ts'
import { Group, KpiRow } from './scorecard.ts'

export const BoardParams = Type.Object({ organisation: Slug, board: Uuid }, { additionalProperties: false })
export const ShareParams = Type.Object(
  { organisation: Slug, board: Uuid, share: Uuid },
  { additionalProperties: false },
)

const columns = 12
const place = {
  id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
  x: Type.Integer({ minimum: 0, maximum: columns - 1, description: 'The first of the 12 columns it takes' }),
  y: Type.Integer({ minimum: 0, maximum: 400 }),
  w: Type.Integer({ minimum: 1, maximum: columns }),
  h: Type.Integer({ minimum: 1, maximum: 20 }),
}
const closed = { additionalProperties: false }

/** A tile of a board: where it stands in the grid, and what it shows. */
export const Tile = Type.Union([
  Type.Object({ ...place, kind: Type.Literal('kpi'), kpi: Id }, closed),
  Type.Object({ ...place, kind: Type.Literal('overlay'), kpi: Id, other: Id }, closed),
  Type.Object(
    { ...place, kind: Type.Literal('scorecard'), by: GroupingWord, group: Type.Optional(Id) },
    closed,
  ),
  Type.Object({ ...place, kind: Type.Literal('alignment') }, closed),
  Type.Object({ ...place, kind: Type.Literal('text'), text: Type.String({ maxLength: 2000 }) }, closed),
])

export const Tiles = Type.Array(Tile, { maxItems: 40 })
export const TilesBody = Type.Object({ tiles: Tiles }, closed)
export const BoardBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 100 }), tiles: Tiles },
  closed,
)

const board = {
  id: Uuid,
  name: Type.String(),
  owner: Type.String(),
  ownerName: MaybeText,
  version: Type.Integer(),
  mayChange: Type.Boolean({ description: 'Whether you may change, delete and share it' }),
}
export const BoardRow = Type.Object({ ...board, tiles: Type.Integer() })
export const Board = Type.Object({ ...board, tiles: Tiles })

/** What the tiles of a board show. A KPI or group that is no longer there is left out. */
export const BoardNumbers = Type.Object({
  asOf: DayText,
  period: MaybeText,
  kpis: Type.Array(
    Type.Object({
      kpi: KpiRow,
      grain: Type.String(),
      series: Type.Array(
        Type.Object({
          period: Type.String(),
          lastDay: DayText,
          actual: Maybe,
          target: Maybe,
          status: StatusWord,
        }),
      ),
    }),
  ),
  groups: Type.Array(Type.Object({ by: GroupingWord, ...Group.properties })),
  alignment: Type.Union([
    Type.Object({ score: Type.Number(), findings: Type.Integer({ description: 'Those not accepted' }) }),
    Type.Null(),
  ]),
  seq: Type.Integer(),
})

export const ShareBody = Type.Object({ days: Type.Integer({ minimum: 1, maximum: 366 }) }, closed)
export const BoardShare = Type.Object({
  id: Uuid,
  createdAt: Instant,
  expiresAt: Instant,
  isRevoked: Type.Boolean(),
})
export const NewBoardShare = Type.Object({
  ...BoardShare.properties,
  token: Type.String({ description: 'Shown this once: /shared/{token} opens the board' }),
})

export const SharedParams = Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) }, closed)
export const SharedBoard = Type.Object({
  organisation: Type.String(),
  name: Type.String(),
  tiles: Tiles,
  expiresAt: Instant,
  numbers: BoardNumbers,
})
