import { expect, test } from 'vitest'
import { Columns, Layout } from '../../src/engine/columns.ts'

function layoutOf(count: number): Layout {
  const layout = new Layout()
  layout.row(count)
  return layout
}

test('columns in used memory are as empty as in new memory, and no column reaches into another', () => {
  const spent = new Columns(layoutOf(7), true)
  spent.cells.fill(1.5)
  spent.ages.fill(400)
  spent.marks.fill(9)
  expect([...spent.cells, ...spent.ages, ...spent.marks]).toEqual([
    ...new Array(7).fill(1.5),
    ...new Array(7).fill(400),
    ...new Array(7).fill(9),
  ])
  for (const [count, aged] of [
    [7, true],
    [5, false],
    [8, true],
  ] as const) {
    const columns = new Columns(layoutOf(count), aged, false, spent)
    expect(columns.cells.buffer === spent.cells.buffer).toBe(count <= 7)
    expect([...columns.cells]).toEqual(new Array(count).fill(0))
    expect([...columns.ages]).toEqual(new Array(aged ? count : 0).fill(0))
    expect([...columns.marks]).toEqual(new Array(count).fill(0))
    columns.cells.fill(2)
    columns.marks.fill(3)
    expect([...columns.cells]).toEqual(new Array(count).fill(2))
    if (count === 7) spent.cells.fill(1.5)
  }
})
