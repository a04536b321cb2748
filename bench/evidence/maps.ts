import type { LinkRequest } from '@keelson/core'
import { RandomSource } from '@keelson/core'

/** A link of a made map: what the strategy states, and whether it is true. */
export type MadeLink = LinkRequest & { readonly isTrue: boolean }

/**
 * A made map of 12 measures and up to 12 stated links, `truths` of them true, the others between measures that have
 * nothing to do with each other or only through others. Measures drift or keep to a level, remember their past, may have
 * a season and a trend; a true link works at its lag, or one beside it.
 */
export function makeMap(points: number, seed: number, truths = 6): MadeLink[] {
  const source = new RandomSource(seed)
  const count = points + 24
  const links = Array.from({ length: 12 }, (_, at) => ({
    from: at < 6 ? at : Math.floor(source.next() * 6),
    to: at < 6 ? at + 6 : 6 + Math.floor(source.next() * 6),
    sign: source.next() < 0.5 ? (1 as const) : (-1 as const),
    lag: Math.floor(source.next() * 4),
    isTrue: at < truths,
    strength: 0.4 + 0.6 * source.next(),
    slip: source.next() < 0.25 ? 1 : 0,
  }))
  const steps = Array.from({ length: 12 }, (_, measure) => makeSteps(count, measure, source))
  for (const { from, to, sign, lag, strength, slip, isTrue } of links) {
    if (!isTrue) continue
    const [cause, effect] = [(steps[from] as Made).shocks, (steps[to] as Made).shocks]
    for (let at = count - 1; at >= lag + slip; at--) {
      effect[at] = (effect[at] as number) + sign * strength * (cause[at - lag - slip] as number)
    }
  }
  const values = steps.map((made) => settle(made, count - points))
  return links
    .filter(({ from, to, isTrue }) => isTrue || to !== from + 6 || from >= truths)
    .map(({ from, to, sign, lag, isTrue }) => ({
      from: values[from] as Float64Array,
      to: values[to] as Float64Array,
      sign,
      lag,
      season: 12,
      isTrue,
    }))
}

type Made = {
  readonly shocks: Float64Array
  readonly memory: number
  readonly drifts: boolean
  readonly season: Float64Array
  readonly trend: number
}

function makeSteps(count: number, measure: number, source: RandomSource): Made {
  const swing = source.next() < 0.5 ? 1.5 * source.next() : 0
  const turn = source.next() * 12
  return {
    shocks: Float64Array.from({ length: count }, () => source.normal()),
    memory: 0.2 + 0.6 * source.next(),
    drifts: (measure + Math.floor(source.next() * 2)) % 2 === 0,
    season: Float64Array.from({ length: 12 }, (_, place) => swing * Math.sin(((place + turn) * Math.PI) / 6)),
    trend: source.next() < 0.4 ? 0.1 * source.normal() : 0,
  }
}

/** The values that shocks lead to, less the first ones. */
function settle({ shocks, memory, drifts, season, trend }: Made, skip: number): Float64Array {
  let level = 0
  return shocks
    .map((shock, at) => {
      level = drifts ? level + shock : memory * level + shock
      return 100 + level + trend * at + (season[at % 12] as number)
    })
    .slice(skip)
}
