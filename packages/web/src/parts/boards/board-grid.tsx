import type { BoardNumbers, Tile } from '@keelson/server/answers'
import type { CSSProperties, RefObject } from 'react'
import { TileContent, tileName } from './board-tile.tsx'
import { TileTools } from './tile-tools.tsx'
import '../../styles/boards.css'

/** The tiles of a board in a grid of twelve columns; on a narrow screen one below the other. */
export function BoardGrid({
  tiles,
  numbers,
  organisation,
  change,
  grid,
}: {
  readonly tiles: readonly Tile[]
  readonly numbers: BoardNumbers | undefined
  readonly organisation?: string | undefined
  /** While the board is edited. */
  readonly change?: ((tiles: readonly Tile[]) => void) | undefined
  readonly grid?: RefObject<HTMLDivElement | null>
}) {
  const inOrder = tiles.toSorted((a, b) => a.y - b.y || a.x - b.x)
  return (
    <div ref={grid} className={`board${change ? ' is-edited' : ''}`}>
      {inOrder.map((tile) => (
        <article
          key={tile.id}
          className={`card board-tile board-${tile.kind}`}
          aria-label={tileName(tile, numbers)}
          style={{ '--x': tile.x + 1, '--y': tile.y + 1, '--w': tile.w, '--h': tile.h } as CSSProperties}
        >
          {change && <TileTools tile={tile} tiles={tiles} name={tileName(tile, numbers)} change={change} />}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
          <div className="tile-content" tabIndex={0}>
            {numbers && <TileContent tile={tile} numbers={numbers} organisation={organisation} />}
          </div>
        </article>
      ))}
    </div>
  )
}
