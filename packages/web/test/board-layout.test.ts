import type { Tile } from '@keelson/server/answers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moved, placeFor, resized } from '../src/state/board-layout.ts'

const tile = (id: string, x: number, y: number, w: number, h: number): Tile => ({
  id,
  x,
  y,
  w,
  h,
  kind: 'alignment',
})
const meet = (a: Tile, b: Tile) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
const overlaps = (tiles: readonly Tile[]) =>
  tiles.flatMap((a, at) => tiles.slice(at + 1).filter((b) => meet(a, b)))

describe('tiles', () => {
  const both = [tile('a', 0, 0, 6, 3), tile('b', 6, 0, 6, 3)]

  test('go where they are moved, and what is in their way goes below them', () => {
    expect(moved(both, 'a', 6, 0)).toEqual([tile('a', 6, 0, 6, 3), tile('b', 6, 3, 6, 3)])
  })

  test('stay within the grid', () => {
    expect(moved(both, 'a', -3, -3)).toEqual(both)
    expect(resized(both, 'b', 9, 0)).toEqual(both)
    expect(resized(both, 'b', -9, -9)[1]).toEqual(tile('b', 6, 0, 1, 1))
  })

  test('new ones take the first place that is free', () => {
    expect(placeFor([], 'kpi')).toEqual({ x: 0, y: 0, w: 4, h: 3 })
    expect(placeFor(both, 'kpi')).toEqual({ x: 0, y: 3, w: 4, h: 3 })
    expect(placeFor([tile('a', 0, 0, 6, 3)], 'text')).toEqual({ x: 6, y: 0, w: 4, h: 2 })
  })

  test('never overlap, however they are added, moved and resized', () => {
    const kinds = fc.constantFrom('kpi', 'overlay', 'scorecard', 'alignment', 'text' as const)
    const step = fc.record({
      how: fc.constantFrom(moved, resized),
      at: fc.nat(20),
      right: fc.integer({ min: -12, max: 12 }),
      down: fc.integer({ min: -12, max: 12 }),
    })
    fc.assert(
      fc.property(fc.array(kinds, { minLength: 1, maxLength: 12 }), fc.array(step), (added, steps) => {
        let tiles: readonly Tile[] = []
        for (const [at, kind] of added.entries()) {
          const place = placeFor(tiles, kind as Tile['kind'])
          tiles = [...tiles, tile(`t${at}`, place.x, place.y, place.w, place.h)]
        }
        for (const { how, at, right, down } of steps) tiles = how(tiles, `t${at % tiles.length}`, right, down)
        expect(overlaps(tiles)).toEqual([])
        expect(tiles.filter(({ x, y, w, h }) => x < 0 || y < 0 || w < 1 || h < 1 || x + w > 12)).toEqual([])
        expect(tiles.map(({ id }) => id)).toEqual(added.map((_, at) => `t${at}`))
      }),
    )
  })
})
