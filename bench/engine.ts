import process from 'node:process'
import { Engine } from '@keelson/core'
import { PlainLoop } from './plain.ts'
import type { Workload } from './workload.ts'
import { asOfDay, makeObservations, makeStrategy, makeWorkload, random } from './workload.ts'

type Figures = {
  readonly loadMs: number
  readonly againMs: number
  readonly medianUs: number
  readonly p99Us: number
  readonly monthMs: number
  readonly bytes: number
}

const timed = (run: () => void): number => {
  const start = performance.now()
  run()
  return performance.now() - start
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number

function usedBytes(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Times the engine on a workload; checks a sample of its numbers against the plain loop's. */
export function benchEngine(
  count: number,
  periods: number,
): { engine: Figures; plain: Figures; differing: number } {
  const load = makeWorkload(count, periods)
  const strategy = makeStrategy(load)
  const observations = makeObservations(load, strategy)
  const asOf = asOfDay(load, strategy)
  const before = usedBytes()
  let engine!: Engine
  const loadMs = timed(() => {
    engine = new Engine(strategy, observations, { asOf })
  })
  const bytes = usedBytes() - before
  const againMs = median(Array.from({ length: 7 }, () => timed(() => engine.rerun())))
  const first = engine.timeline('month').first
  const edits = makeEdits(load)
  const times = edits.map(({ node, period, value }) => {
    const change = [{ kind: 'value', measure: `k${node}`, ordinal: first + period, value }] as const
    return timed(() => engine.update(change)) * 1000
  })
  times.sort((a, b) => a - b)
  const last = periods - 1
  const month = [...load.leaves].map(
    (node) => ({ kind: 'value', measure: `k${node}`, ordinal: first + last, value: node % 90 }) as const,
  )
  const monthMs = timed(() => engine.update(month))

  const plain = new PlainLoop(load)
  const plainLoad = timed(() => plain.run())
  const plainAgain = median(Array.from({ length: 7 }, () => timed(() => plain.run())))
  const crossOf = new Map<number, number[]>()
  for (const [node, leaf] of load.cross.entries())
    if (leaf >= 0) crossOf.set(leaf, [...(crossOf.get(leaf) ?? []), node])
  const plainTimes = edits
    .map(({ node, period, value }) => timed(() => plain.change(node, period, value, crossOf)) * 1000)
    .sort((a, b) => a - b)
  for (const { measure, value } of month) plain.value[Number(measure.slice(1)) * periods + last] = value
  const plainMonth = timed(() => {
    for (let node = load.count - 1; node >= 0; node--) plain.runNode(node, last, periods)
  })
  let differing = 0
  for (let node = 0; node < count; node += Math.max(1, count >> 10)) {
    for (let period = 0; period < periods; period++) {
      const index = period
      const cell = engine.kpi(`k${node}`, index)
      const at = node * periods + period
      if (cell?.actual.value !== plain.value[at] || cell?.score !== plain.score[at]) differing++
    }
  }
  const at = (list: number[], share: number) => list[Math.floor(list.length * share)] as number
  return {
    differing,
    engine: { loadMs, againMs, medianUs: at(times, 0.5), p99Us: at(times, 0.99), monthMs, bytes },
    plain: {
      loadMs: plainLoad,
      againMs: plainAgain,
      medianUs: at(plainTimes, 0.5),
      p99Us: at(plainTimes, 0.99),
      monthMs: plainMonth,
      bytes: 0,
    },
  }
}

function makeEdits(load: Workload) {
  const next = random(11)
  return Array.from({ length: 20_000 }, () => ({
    node: load.leaves[Math.floor(next() * load.leaves.length)] as number,
    period: Math.floor(next() * load.periods),
    value: 50 + next() * 100,
  }))
}
