import type { Tile } from '@keelson/server/answers'

export const columns = 12
const lowest = 400
const highest = 20

export type Place = Pick<Tile, 'x' | 'y' | 'w' | 'h'>

const usual: Readonly<Record<Tile['kind'], Pick<Tile, 'w' | 'h'>>> = {
  kpi: { w: 4, h: 3 },
  overlay: { w: 6, h: 5 },
  scorecard: { w: 6, h: 6 },
  alignment: { w: 3, h: 3 },
  text: { w: 4, h: 2 },
}

/** A place of the usual size, below everything that is there. */
export function placeFor(tiles: readonly Tile[], kind: Tile['kind']): Place {
  const size = usual[kind]
  const bottom = Math.max(0, ...tiles.map(({ y, h }) => y + h))
  for (let y = 0; y <= bottom; y++)
    for (let x = 0; x + size.w <= columns; x++)
      if (!tiles.some((tile) => meet(tile, { x, y, ...size }))) return { x, y, ...size }
  return { x: 0, y: bottom, ...size }
}

/** Tiles with one moved by so many columns and rows, as far as the grid goes; those in its way go below it. */
export function moved(tiles: readonly Tile[], id: string, right: number, down: number): readonly Tile[] {
  return changed(tiles, id, ({ x, y, w, h }) => ({
    x: between(x + right, 0, columns - w),
    y: between(y + down, 0, lowest),
    w,
    h,
  }))
}

/** Tiles with one made wider and higher by so many columns and rows. */
export function resized(tiles: readonly Tile[], id: string, wider: number, higher: number): readonly Tile[] {
  return changed(tiles, id, ({ x, y, w, h }) => ({
    x,
    y,
    w: between(w + wider, 1, columns - x),
    h: between(h + higher, 1, highest),
  }))
}

function changed(tiles: readonly Tile[], id: string, change: (place: Place) => Place): readonly Tile[] {
  const own = tiles.find((tile) => tile.id === id)
  if (!own) return tiles
  const placed: Tile[] = [{ ...own, ...change(own) }]
  const rest = tiles.filter((tile) => tile.id !== id).toSorted((a, b) => a.y - b.y || a.x - b.x)
  for (const tile of rest) {
    let next = tile
    while (placed.some((other) => meet(other, next))) next = { ...next, y: next.y + 1 }
    placed.push(next)
  }
  const byId = new Map(placed.map((tile) => [tile.id, tile]))
  return tiles.map((tile) => byId.get(tile.id) ?? tile)
}

function meet(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

function between(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
