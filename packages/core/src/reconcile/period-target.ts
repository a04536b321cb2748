import type { Results } from '../engine/results.ts'
import { baselineOf, goalOf, layTargets, TargetRows } from '../engine/targets.ts'
import { reasonCode } from '../quantity/missing.ts'
import type { Id, Kpi, Measure, Revision, Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import { samePeriod } from '../time/period.ts'
import { makeTimeline } from '../time/timeline.ts'
import { measuredIn } from './measured.ts'

/** A KPI's target brought to a period; numbers are NaN where there are none, with the reason. */
export type PeriodTarget = {
  readonly value: number
  /** The bounds of a range target, which has no one value. */
  readonly range: { readonly low: number; readonly high: number } | undefined
  /** The baseline for the same period. */
  readonly base: number
  readonly because:
    | 'no-target'
    | 'no-baseline'
    | 'grain-too-long'
    | 'not-aggregable'
    | 'range-target'
    | undefined
  /** The target that binds the end of the period. */
  readonly target: Target | undefined
}

type Options = {
  /** The target meant, where several are for this very period. */
  readonly own?: Target
  /** A longer period from whose beginning a flow adds up. */
  readonly since?: Period | undefined
}

/**
 * Brings a KPI's targets to a period (rule C1): a target for this very period counts with its goal as it now stands;
 * otherwise the trajectory of a flow adds up, and any other kind takes the value at the end.
 */
export function targetIn(
  results: Results,
  id: Id,
  period: Period,
  { own, since }: Options = {},
): PeriodTarget {
  const kpi = results.strategy.kpis.get(id)
  const measure = kpi && results.strategy.measures.get(kpi.measure)
  if (!kpi || !measure) return nothing('no-target')
  if (isFiner(period.grain, kpi.grain)) return nothing('grain-too-long')
  if (since && measure.kind === 'flow') return laidIn(results, kpi, measure, period, since)
  const exact =
    own && samePeriod(own.period, period)
      ? own
      : kpi.targets.findLast((target) => samePeriod(target.period, period))
  if (!exact) return laidIn(results, kpi, measure, period, period)
  const alone = neverRevised(exact) ?? laidIn(results, { ...kpi, targets: [exact] }, measure, period, period)
  if (exact.each && isFiner(period.grain, exact.each)) return alone
  const count = measure.kind === 'flow' ? repeatsOf(results, exact) : 1
  const one = baselineOf(exact, sources(results, measure))
  const base = one * count
  const { revision, isRevised } = alone
  const isWhole = revision && isWithGoal(revision)
  if (!isWhole || (exact.each && isRevised)) return { ...alone, base }
  const value = goalOf(revision.goalpost, one) * count
  if (!Number.isFinite(value)) return { ...alone, base, value: Number.NaN, because: 'no-baseline' }
  return { ...alone, base, value, because: undefined }
}

/** Whether a revision has one goal for its whole period. */
function isWithGoal({ goalpost, trajectory }: Revision): boolean {
  return goalpost.kind !== 'between' && trajectory.kind !== 'custom'
}

/** The usual case, which needs no laying out: a goal for the whole period that was never changed. */
function neverRevised(target: Target): Laid | undefined {
  const [revision] = target.revisions
  if (!revision || target.revisions.length > 1 || target.each || !isWithGoal(revision)) return undefined
  return { ...nothing('no-target'), target, revision, isRevised: false }
}

/** How often a target with `each` holds in its period. */
function repeatsOf({ strategy }: Results, { each, period }: Target): number {
  if (!each || !isFiner(each, period.grain)) return 1
  const [first, last] = strategy.organisation.calendar.range(period.grain, period.ordinal, each)
  return last - first + 1
}

type Laid = PeriodTarget & {
  readonly revision?: Revision
  /** Whether the target was revised within the period. */
  readonly isRevised?: boolean
}

function nothing(because: PeriodTarget['because']): PeriodTarget {
  return { value: Number.NaN, range: undefined, base: Number.NaN, because, target: undefined }
}

function sources(results: Results, measure: Measure) {
  return {
    calendar: results.strategy.organisation.calendar,
    measured: (grain: Grain, ordinal: number) => measuredIn(results, measure.id, { grain, ordinal }),
  }
}

/** What the trajectories of all targets give, from the beginning of one period to the end of another. */
function laidIn(results: Results, kpi: Kpi, measure: Measure, period: Period, since: Period): Laid {
  const { calendar } = results.strategy.organisation
  const [first] = calendar.range(since.grain, since.ordinal, kpi.grain)
  const [, end] = calendar.range(period.grain, period.ordinal, kpi.grain)
  const timeline = makeTimeline(calendar, kpi.grain, first, end - first + 1)
  const rows = new TargetRows(timeline.count)
  const { measured } = sources(results, measure)
  layTargets({ kpi, measure, calendar, timeline, asOf: results.asOf, measured }, rows)
  const last = timeline.count - 1
  const target = kpi.targets[rows.target[last] as number]
  if (!target) return nothing('no-target')
  const isFlow = measure.kind === 'flow'
  const over = (row: Float64Array) => (isFlow ? sumOf(row) : (row[last] as number))
  const value = over(rows.low)
  const high = over(rows.high)
  const revision = target.revisions[rows.revision[last] as number] as Revision
  const isRevised = rows.revision.some((number) => number !== rows.revision[last])
  const base = baseOf(results, kpi, measure, period, rows)
  const found = { range: undefined, base, target, revision, isRevised }
  const reason = isFlow ? rows.reason.find((one) => one !== 0) : rows.reason[last]
  if (reason) {
    const because = reason === reasonCode['no-baseline'] ? 'no-baseline' : 'no-target'
    return { ...found, value: Number.NaN, because }
  }
  if (measure.kind === 'distinct-count' && isFiner(target.period.grain, period.grain)) {
    return { ...found, value: Number.NaN, because: 'not-aggregable' }
  }
  if (rows.high.some((bound) => !Number.isNaN(bound))) {
    const range = Number.isNaN(high) ? undefined : { low: value, high }
    return { ...found, value: Number.NaN, range, because: 'range-target' }
  }
  return { ...found, value, because: undefined }
}

/** The baseline of the laid periods; where several targets make them up, that of the first, or for a flow of the whole. */
function baseOf(results: Results, kpi: Kpi, measure: Measure, period: Period, rows: TargetRows): number {
  const isFlow = measure.kind === 'flow'
  if (!isFlow) return rows.base[0] as number
  const bound = new Set(rows.target)
  const isOne = bound.size === 1
  const isWritten = [...bound].every((place) => kpi.targets[place]?.baseline.kind === 'value')
  if (isOne || isWritten) return sumOf(rows.base)
  return measuredIn(results, measure.id, { grain: period.grain, ordinal: period.ordinal - 1 })
}

function sumOf(row: Float64Array): number {
  let sum = 0
  for (const value of row) sum += value
  return sum
}
