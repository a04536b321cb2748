import process from 'node:process'
import type { Workload } from './workload.ts'
import { random } from './workload.ts'

/** What is measured of an engine: milliseconds, microseconds of one change, bytes held. */
export type Figures = {
  /** The first load of a process, and the median of several, as in a server that has run for a while. */
  readonly loadMs: number
  readonly laterLoadMs: number
  readonly againMs: number
  readonly medianUs: number
  readonly p99Us: number
  readonly monthMs: number
  readonly bytes: number
}

export function timed(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

export async function timedAsync(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] as number
}

/** Of times in milliseconds, in microseconds. */
export function percentile(times: readonly number[]): { medianUs: number; p99Us: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] as number) * 1000
  return { medianUs: at(0.5), p99Us: at(0.99) }
}

/** The median of a first load and of `more` later ones. Collecting garbage in between would throw warm code away too. */
export function medianLoad(first: number, more: number, load: () => void): number {
  return median([first, ...Array.from({ length: more }, () => timed(load))])
}

export function usedBytes(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

export type LeafEdit = { readonly node: number; readonly period: number; readonly value: number }

/** Random changes of leaves, the same for every engine. */
export function edits(load: Workload, count: number): LeafEdit[] {
  const next = random(11)
  return Array.from({ length: count }, () => ({
    node: load.leaves[Math.floor(next() * load.leaves.length)] as number,
    period: Math.floor(next() * load.periods),
    value: 50 + next() * 100,
  }))
}
