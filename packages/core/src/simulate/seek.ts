import { isMet } from '../forecast/attain.ts'
import type { Id } from '../strategy/model.ts'
import type { Future } from './future.ts'
import { middleValues } from './future.ts'

/** The change of each lever that together just meets a goal. */
export type Sought = {
  /** Factors on future values, by measure. */
  readonly factors: ReadonlyMap<Id, number>
  readonly before: number
  readonly after: number
  readonly isMet: boolean
}

/**
 * The smallest change, in the sum of squared shares, of the chosen levers by which a goal is met when everything keeps
 * to the middle of its forecast: steps along the gradient, found by finite differences through the formulas, each
 * lever held within `most` (0.2: 20 % up or down). Not met where the levers do not reach so far.
 */
export function seek(future: Future, goal: number, levers: readonly Id[], most: number): Sought {
  const own = future.goals[goal] as Future['goals'][number]
  const changes = new Float64Array(levers.length)
  const factorsOf = (all: Float64Array) => new Map(levers.map((id, at) => [id, 1 + (all[at] as number)]))
  const valueAt = (all: Float64Array): number => middleValues(future, factorsOf(all))[goal] as number
  const before = valueAt(changes)
  let after = before
  for (let round = 0; round < 30 && !isMet(own.wanted, after); round++) {
    const gap = aimOf(own.wanted, after) - after
    const gradient = changes.map((change, at) => {
      const tried = changes.slice()
      tried[at] = change + 1e-4
      return (valueAt(tried) - after) / 1e-4
    })
    const free = gradient.map((slope, at) =>
      Math.abs(changes[at] as number) < most || slope * gap * (changes[at] as number) < 0 ? slope : 0,
    )
    const length = free.reduce((sum, slope) => sum + slope * slope, 0)
    if (!(length > 0)) break
    for (let at = 0; at < changes.length; at++) {
      // A hair beyond, so that rounding does not leave it short.
      const step = ((free[at] as number) * gap * (1 + 1e-9)) / length
      changes[at] = Math.max(-most, Math.min(most, (changes[at] as number) + step))
    }
    after = valueAt(changes)
  }
  return { factors: factorsOf(changes), before, after, isMet: isMet(own.wanted, after) }
}

function aimOf(wanted: Future['goals'][number]['wanted'], value: number): number {
  if (wanted.polarity !== 'range') return wanted.target
  return value < wanted.low ? wanted.low : wanted.high
}
