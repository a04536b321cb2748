import { expect, test } from 'vitest'
import { minimise } from '../../src/statistics/nelder-mead.ts'

test('finds the valley of Rosenbrock, whose least place is (1, 1)', () => {
  const valley = ([x = 0, y = 0]: ArrayLike<number> & Iterable<number>) =>
    (1 - x) ** 2 + 100 * (y - x * x) ** 2
  const { at, evaluations } = minimise((place) => valley(place), [-1.2, 1], [0.5, 0.5], {
    most: 2000,
    tolerance: 1e-12,
  })
  expect(at[0]).toBeCloseTo(1, 4)
  expect(at[1]).toBeCloseTo(1, 4)
  expect(evaluations).toBeLessThan(400)
})

test('walks away from places that are no number', () => {
  const half = (at: Float64Array): number =>
    (at[0] as number) < 0 ? Number.NaN : ((at[0] as number) - 2) ** 2
  expect(minimise(half, [0.5], [-1], { most: 500, tolerance: 1e-10 }).at[0]).toBeCloseTo(2, 3)
})
