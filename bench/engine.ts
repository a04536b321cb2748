import type { Strategy } from '@keelson/core'
import { Engine } from '@keelson/core'
import type { Figures } from './figures.ts'
import { edits, median, medianLoad, percentile, timed, usedBytes } from './figures.ts'
import { PlainLoop } from './plain.ts'
import type { Workload } from './workload.ts'
import { asOfDay, idOf, makeObservations, makeStrategy } from './workload.ts'

const changes = 20_000
const turns = 7
export const laterLoads = 30
/** More KPIs are loaded once: a load takes seconds, and its garbage gigabytes. */
const mostLoadedAgain = 100_000

/** `cells` is the number of KPIs times periods; `differing` how many numbers of a sample were not the same. */
export type Comparison = {
  readonly engine: Figures
  readonly plain: Figures
  readonly cells: number
  readonly differing: number
}

/** Times the engine and the plain loop on one workload, and compares a sample of their numbers. */
export function benchEngine(load: Workload): Comparison {
  const strategy = makeStrategy(load)
  const observations = makeObservations(load, strategy)
  const asOf = asOfDay(load, strategy)
  const before = usedBytes()
  let engine!: Engine
  const build = () => {
    engine = new Engine(strategy, observations, { asOf, isLasting: true })
  }
  const loadMs = timed(build)
  const bytes = usedBytes() - before
  const laterLoadMs = load.count > mostLoadedAgain ? Number.NaN : medianLoad(loadMs, laterLoads, build)
  const plain = new PlainLoop(load)
  const plainLoad = timed(() => plain.run())
  const again: number[] = []
  const plainAgain: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    again.push(timed(() => engine.rerun()))
    plainAgain.push(timed(() => plain.run()))
  }
  const first = firstOrdinal(strategy)
  const crossOf = crossReaders(load)
  const times: number[] = []
  const plainTimes: number[] = []
  for (const { node, period, value } of edits(load, changes)) {
    const change = [{ kind: 'value', measure: idOf('k', node), ordinal: first + period, value }] as const
    times.push(timed(() => engine.update(change)))
    plainTimes.push(timed(() => plain.change(node, period, value, crossOf)))
  }
  const month = lastMonth(load, first)
  const monthMs = timed(() => engine.update(month))
  const last = load.periods - 1
  for (const { measure, value } of month) plain.value[Number(measure.slice(1)) * load.periods + last] = value
  const plainMonth = timed(() => {
    for (let node = load.count - 1; node >= 0; node--) plain.runNode(node, last, load.periods)
  })
  return {
    engine: { loadMs, laterLoadMs, againMs: median(again), monthMs, bytes, ...percentile(times) },
    plain: {
      loadMs: plainLoad,
      laterLoadMs: Number.NaN,
      againMs: median(plainAgain),
      monthMs: plainMonth,
      bytes: 0,
      ...percentile(plainTimes),
    },
    cells: load.count * load.periods,
    differing: differences(load, engine, plain),
  }
}

function firstOrdinal({ organisation }: Strategy): number {
  return organisation.calendar.ordinal('month', 18262)
}

function crossReaders(load: Workload): Map<number, number[]> {
  const readers = new Map<number, number[]>()
  for (const [node, leaf] of load.cross.entries()) {
    if (leaf >= 0) readers.set(leaf, [...(readers.get(leaf) ?? []), node])
  }
  return readers
}

function lastMonth(load: Workload, first: number) {
  const ordinal = first + load.periods - 1
  return Array.from(
    load.leaves,
    (node) => ({ kind: 'value', measure: idOf('k', node), ordinal, value: 40 + (node % 90) }) as const,
  )
}

function differences(load: Workload, engine: Engine, plain: PlainLoop): number {
  let differing = 0
  for (let node = 0; node < load.count; node += Math.max(1, load.count >> 10)) {
    for (let period = 0; period < load.periods; period++) {
      const cell = engine.kpi(idOf('k', node), period)
      const at = node * load.periods + period
      if (cell?.actual.value !== plain.value[at] || cell?.score !== plain.score[at]) differing++
      if ((load.childCount[node] as number) === 0) continue
      if (engine.node('objective', idOf('o', node), period)?.score !== plain.rollUp[at]) differing++
    }
  }
  return differing
}
