import { describe, expect, test } from 'vitest'
import { verdictsOf } from '../../src/evidence/discovery.ts'
import { judgeMap } from '../../src/evidence/judge-map.ts'
import { testLink } from '../../src/evidence/link-test.ts'
import { changes, isLevel } from '../../src/evidence/stationary.ts'
import { RandomSource } from '../../src/statistics/random.ts'

const normals = (count: number, seed: number): Float64Array => {
  const source = new RandomSource(seed)
  return Float64Array.from({ length: count }, () => source.normal())
}

const walked = (steps: Float64Array): Float64Array => {
  let level = 0
  return steps.map((step) => {
    level += step
    return level
  })
}

/** y follows x two periods later. */
function pair(count: number, seed: number, strength: number) {
  const [x, noise] = [normals(count, seed), normals(count, seed + 1)]
  return { x, y: noise.map((one, at) => one + (at < 2 ? 0 : strength * (x[at - 2] as number))) }
}

describe('[E1] drifting series are differenced', () => {
  test('the level test suspects a quarter of the series that keep to one', () => {
    let rejected = 0
    for (let seed = 0; seed < 200; seed++) if (!isLevel(normals(40, 3 * seed))) rejected++
    expect(rejected / 200).toBeGreaterThan(0.15)
    expect(rejected / 200).toBeLessThan(0.35)
  })

  test('a walk does not keep to a level; its changes do', () => {
    const walk = walked(normals(80, 4))
    expect(isLevel(walk)).toBe(false)
    expect(isLevel(changes(walk))).toBe(true)
    expect(testLink({ from: walk, to: walked(normals(80, 9)), sign: 1, lag: 0, season: 1 }).differenced).toBe(
      true,
    )
  })
})

describe('[E2] a link is tested at its lag and beside it', () => {
  test('the lag, the effect and its interval are found', () => {
    const { x, y } = pair(80, 6, 1.5)
    const found = testLink({ from: x, to: y, sign: 1, lag: 1, season: 1 })
    expect(found).toMatchObject({ lag: 2, points: 80, differenced: false })
    expect(found.p).toBeLessThan(1e-8)
    expect(found.low).toBeLessThan(1.5)
    expect(found.high).toBeGreaterThan(1.5)
    expect(testLink({ from: x, to: y, sign: -1, lag: 1, season: 1 }).p).toBeGreaterThan(0.05)
    expect(testLink({ from: x, to: y, sign: 1, lag: 5, season: 1 }).p).toBeGreaterThan(0.01)
  })

  test('what has nothing to do with each other is found at the rate of chance', () => {
    let found = 0
    for (let seed = 0; seed < 300; seed++) {
      const link = {
        from: walked(normals(48, 7 * seed)),
        to: walked(normals(48, 7 * seed + 3)),
        sign: 1,
        lag: 1,
        season: 12,
      } as const
      if (testLink(link).p < 0.1) found++
    }
    expect(found / 300).toBeLessThan(0.14)
    expect(found / 300).toBeGreaterThan(0.01)
  })
})

test('[E3] fewer than 24 common periods are insufficient; gaps are left out', () => {
  const { x, y } = pair(30, 8, 2)
  const gappy = x.map((value, at) => (at % 4 === 1 ? Number.NaN : value))
  const [whole, broken] = judgeMap([
    { from: x, to: y, sign: 1, lag: 2, season: 1 },
    { from: gappy, to: y, sign: 1, lag: 2, season: 1 },
  ])
  expect(whole?.verdict).toBe('supported')
  expect(broken).toMatchObject({ verdict: 'insufficient-data', points: 22, p: Number.NaN })
})

test('[E4] false discovery is controlled over the map, worked by hand', () => {
  // Benjamini–Hochberg at 0.1 over five: 0.02, 0.04, 0.06 … ; Benjamini–Yekutieli: those over 137/60.
  const verdicts = verdictsOf([0.001, 0.03, 0.5, 0.9, 0.055, Number.NaN])
  expect(verdicts).toEqual([
    'supported',
    'tentative',
    'not-supported',
    'not-supported',
    'tentative',
    'insufficient-data',
  ])
})
