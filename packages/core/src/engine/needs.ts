import type { Kpi, Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'

/** What the targets of a KPI need besides their own row: bits, each a row or two. */
export const needsHigh = 1
export const needsOriginal = 2
export const needsWay = 4
/** Measured values that the targets rest on. */
export const needsMeasured = 8
/** A shape that is no straight line. */
export const needsShape = 16

/** All that targets need; 0 where each is one number or a straight line from a written baseline. */
export function needsOf(targets: readonly Target[]): number {
  let needs = 0
  for (const { score, method, revisions, baseline, each } of targets) {
    if (score === 'progress' || method.kind !== 'attainment') needs |= needsWay
    if (revisions.length > 1) needs |= needsOriginal
    if (each !== undefined) needs |= needsShape
    if (baseline.kind === 'measured') needs |= needsMeasured
    for (const { goalpost, trajectory } of revisions) {
      if (goalpost.kind === 'between') needs |= needsHigh
      if (trajectory.kind === 'custom') needs |= needsShape
      if (trajectory.kind === 'seasonal') needs |= needsShape | needsMeasured
    }
  }
  return needs
}

/** The grains of the measured values that a KPI's targets rest on. */
export function measuredGrains({ targets, grain }: Kpi): Iterable<Grain> {
  const grains = new Set<Grain>()
  for (const { baseline, each, period, revisions } of targets) {
    if (baseline.kind === 'measured') {
      const isEach = each && isFiner(each, period.grain)
      grains.add(baseline.period ? baseline.period.grain : isEach ? each : period.grain)
    }
    if (revisions.some(({ trajectory }) => trajectory.kind === 'seasonal')) grains.add(grain)
  }
  return grains
}
