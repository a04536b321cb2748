import type { Kpi, Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Period } from '../time/period.ts'

/** What the targets of a KPI need besides their own row: bits, each a row or two. */
export const needsHigh = 1
export const needsOriginal = 2
export const needsWay = 4
/** Measured values that the targets rest on. */
export const needsMeasured = 8
/** To be laid in scratch rows: shapes that are no straight line, periods that overlap or differ in length. */
export const needsScratch = 16
/** To be judged each by itself, because they are not all judged by attainment against the same bands. */
export const needsJudging = 32

/** All that targets need; 0 for the usual ones: numbers or straight lines from written baselines, judged alike. */
export function needsOf(targets: readonly Target[]): number {
  const first = targets[0]
  if (!first) return needsJudging
  let needs = 0
  let before: Period | undefined
  for (const target of targets) {
    const { baseline, each, period } = target
    if (!isJudgedLike(target, first)) needs |= needsJudging
    if (target.score === 'progress' || target.method.kind !== 'attainment') needs |= needsWay
    if (baseline.kind === 'measured') needs |= needsMeasured | needsScratch
    if (each !== undefined || (before && !isAfter(period, before))) needs |= needsScratch
    needs |= needsOfRevisions(target)
    before = period
  }
  return needs
}

function isJudgedLike({ score, method }: Target, first: Target): boolean {
  if (score !== 'attainment' || method.kind !== 'attainment') return false
  if (method === first.method) return true
  return (
    first.method.kind === 'attainment' &&
    method.onTrack === first.method.onTrack &&
    method.atRisk === first.method.atRisk
  )
}

function isAfter(period: Period, before: Period): boolean {
  return period.grain === before.grain && period.ordinal > before.ordinal
}

function needsOfRevisions({ revisions }: Target): number {
  let needs = revisions.length > 1 ? needsOriginal : 0
  for (const { goalpost, trajectory } of revisions) {
    if (goalpost.kind === 'between') needs |= needsHigh
    if (trajectory.kind === 'custom') needs |= needsScratch
    if (trajectory.kind === 'seasonal') needs |= needsScratch | needsMeasured
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
