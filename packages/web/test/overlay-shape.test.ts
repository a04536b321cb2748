import { describe, expect, test } from 'vitest'
import { overlayShape } from '../src/charts/overlay-shape.ts'

const series = (values: readonly (number | null)[], from = 1) =>
  values.map((actual, at) => ({ lastDay: `2026-${String(from + at).padStart(2, '0')}-28`, actual }))
const kpi = (name: string, values: readonly (number | null)[], from?: number) => ({
  name,
  unit: 'EUR',
  series: series(values, from),
})
const ends = (path: string) =>
  path
    .split(/[ML]/)
    .filter(Boolean)
    .map((pair) => pair.split(',').map(Number))

describe('two KPIs over one time', () => {
  test('that grow alike are one line as indices, from the first period that both have', () => {
    const shape = overlayShape([kpi('a', [5, 10, 20, 40]), kpi('b', [300, 600, 1200], 2)], 500, 300)
    expect(shape.isIndexed).toBe(true)
    const [first, second] = shape.panels[0]?.lines ?? []
    expect(first?.path).toBe(second?.path)
    expect(ends(first?.path ?? '')).toHaveLength(3)
  })

  test('of which one is not always positive have a panel each, since an index of it says nothing', () => {
    const shape = overlayShape([kpi('a', [5, -10, 20]), kpi('b', [3, 6, 12])], 500, 300)
    expect(shape.isIndexed).toBe(false)
    expect(shape.panels.map(({ lines }) => lines.map(({ of }) => of))).toEqual([[0], [1]])
    const [upper, lower] = shape.panels
    expect(upper?.bottom).toBeLessThan(lower?.top ?? 0)
  })

  test('leave out what is missing, and draw nothing of nothing', () => {
    const shape = overlayShape([kpi('a', [1, null, 3]), kpi('b', [2, 4, 6])], 500, 300)
    expect(ends(shape.panels[0]?.lines[0]?.path ?? '')).toHaveLength(2)
    const empty = overlayShape([kpi('a', [null]), kpi('b', [])], 500, 300)
    expect(empty.panels.flatMap(({ lines }) => lines.map(({ path }) => path))).toEqual(['', ''])
  })
})
