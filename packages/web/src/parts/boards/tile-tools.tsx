import type { Tile } from '@keelson/server/answers'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useRef } from 'react'
import { columns, moved, resized } from '../../state/board-layout.ts'
import { t } from '../../state/words.ts'

type Step = readonly [key: string, right: number, down: number]
const steps: readonly Step[] = [
  ['ArrowLeft', -1, 0],
  ['ArrowRight', 1, 0],
  ['ArrowUp', 0, -1],
  ['ArrowDown', 0, 1],
]
const rowHeight = 68

/**
 * Moves, resizes and removes a tile: by dragging, by the arrow keys on the handle (with Shift they resize), and by
 * buttons, which need neither.
 */
export function TileTools({
  tile,
  tiles,
  name,
  change,
}: {
  readonly tile: Tile
  readonly tiles: readonly Tile[]
  readonly name: string
  readonly change: (tiles: readonly Tile[]) => void
}) {
  const { id } = tile
  const drag = useRef<{ x: number; y: number; tiles: readonly Tile[]; column: number }>(undefined)
  const press = (event: KeyboardEvent) => {
    const step = steps.find(([key]) => key === event.key)
    if (!step) return
    event.preventDefault()
    change((event.shiftKey ? resized : moved)(tiles, id, step[1], step[2]))
  }
  const take = (event: PointerEvent<HTMLElement>) => {
    const board = event.currentTarget.closest('.board')
    if (!board || event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, tiles, column: board.clientWidth / columns }
  }
  const pull = (how: typeof moved) => (event: PointerEvent) => {
    const from = drag.current
    if (!from) return
    const right = Math.round((event.clientX - from.x) / from.column)
    const down = Math.round((event.clientY - from.y) / rowHeight)
    change(how(from.tiles, id, right, down))
  }
  const drop = () => {
    drag.current = undefined
  }
  const button = (label: string, sign: string, run: () => void) => (
    <button type="button" className="tool" aria-label={label} title={label} onClick={run}>
      <span aria-hidden="true">{sign}</span>
    </button>
  )
  const move = (right: number, down: number) => () => change(moved(tiles, id, right, down))
  const size = (wider: number, higher: number) => () => change(resized(tiles, id, wider, higher))
  return (
    <div className="tile-tools" role="toolbar" aria-label={t('boards.tools', { name })}>
      <button
        type="button"
        className="tool tool-move"
        aria-label={t('boards.handle', { name })}
        onKeyDown={press}
        onPointerDown={take}
        onPointerMove={pull(moved)}
        onPointerUp={drop}
        onPointerCancel={drop}
      >
        <span aria-hidden="true">⠿</span>
      </button>
      {button(t('boards.left'), '←', move(-1, 0))}
      {button(t('boards.right'), '→', move(1, 0))}
      {button(t('boards.up'), '↑', move(0, -1))}
      {button(t('boards.down'), '↓', move(0, 1))}
      {button(t('boards.wider'), '⇥', size(1, 0))}
      {button(t('boards.narrower'), '⇤', size(-1, 0))}
      {button(t('boards.higher'), '⤓', size(0, 1))}
      {button(t('boards.lower'), '⤒', size(0, -1))}
      {button(t('boards.remove', { name }), '×', () => change(tiles.filter((one) => one.id !== id)))}
      <span
        className="tile-corner"
        aria-hidden="true"
        onPointerDown={take}
        onPointerMove={pull(resized)}
        onPointerUp={drop}
        onPointerCancel={drop}
      />
    </div>
  )
}
