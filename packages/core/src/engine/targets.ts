import type { Kind } from '../quantity/kind.ts'
import { reasonCode } from '../quantity/missing.ts'
import type { Goalpost, Kpi, Measure, Revision, Target, Trajectory } from '../strategy/model.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import { compareGrains, isFiner } from '../time/grain.ts'
import type { Timeline } from '../time/timeline.ts'

/** Measured values that targets rest on; NaN where there is none. */
export type Measured = (grain: Grain, ordinal: number) => number

/** Which target, and which of its revisions, binds a period. */
export type Binding = { readonly target: Target; readonly revision: number }

/**
 * The targets of one KPI laid over its periods; scratch, used again for every KPI. `low` is the target; `high` only for
 * a range. `base` and `goal` are what progress is measured between.
 */
export class TargetRows {
  readonly low: Float64Array
  readonly high: Float64Array
  readonly original: Float64Array
  readonly base: Float64Array
  readonly goal: Float64Array
  readonly reason: Uint8Array
  /** The place of the target among the KPI's targets, −1 where none binds the period; and of its revision. */
  readonly target: Int32Array
  readonly revision: Int32Array

  constructor(count: number) {
    this.low = new Float64Array(count)
    this.high = new Float64Array(count)
    this.original = new Float64Array(count)
    this.base = new Float64Array(count)
    this.goal = new Float64Array(count)
    this.reason = new Uint8Array(count)
    this.target = new Int32Array(count)
    this.revision = new Int32Array(count)
  }

  clear(): void {
    for (const row of [this.low, this.high, this.original, this.base, this.goal]) {
      row.fill(Number.NaN)
    }
    this.reason.fill(reasonCode['no-target'])
    this.target.fill(-1)
    this.revision.fill(0)
  }
}

type Context = {
  readonly kpi: Kpi
  readonly measure: Measure
  readonly calendar: Calendar
  readonly timeline: Timeline
  readonly asOf: Day
  readonly measured: Measured
}

/** Lays every target of a KPI over the periods of its own grain: rules G1 to G11. */
export function layTargets(context: Context, rows: TargetRows): void {
  rows.clear()
  const { targets } = context.kpi
  for (const place of layingOrder(targets)) layTarget(targets[place] as Target, place, context, rows)
}

/** Coarser targets first, so that finer and later ones are laid over them (rule G10). */
function layingOrder(targets: readonly Target[]): Iterable<number> {
  const grain = targets[0]?.period.grain
  if (targets.every((target) => target.period.grain === grain)) return targets.keys()
  return [...targets.keys()].sort((a, b) =>
    compareGrains((targets[b] as Target).period.grain, (targets[a] as Target).period.grain),
  )
}

function layTarget(target: Target, place: number, context: Context, rows: TargetRows): void {
  const { calendar, timeline, kpi } = context
  if (isFiner(target.period.grain, kpi.grain)) return
  const [firstOrdinal, lastOrdinal] = calendar.range(target.period.grain, target.period.ordinal, kpi.grain)
  const first = firstOrdinal - timeline.first
  const last = lastOrdinal - timeline.first
  const base = baselineOf(target, context)
  for (const [number, revision] of target.revisions.entries()) {
    if (number > 0 && revision.recorded > context.asOf) continue
    const from = number === 0 ? first : inForceFrom(revision, first, last, timeline)
    if (from > last) continue
    const spread = spreadOf(target, revision, base, first, last, context)
    const begin = Math.max(from, 0)
    const end = Math.min(last, timeline.count - 1)
    for (let index = begin; index <= end; index++) {
      rows.high[index] = Number.NaN
      spread(index, rows)
      rows.target[index] = place
      rows.revision[index] = number
      settle(rows, index, revision.trajectory.kind === 'custom' && !target.each)
      if (number === 0) rows.original[index] = rows.low[index] as number
    }
  }
}

/** Rule G6: a target that cannot be computed is missing. */
function settle(rows: TargetRows, index: number, isCustom: boolean): void {
  if (Number.isFinite(rows.low[index])) rows.reason[index] = 0
  else {
    rows.low[index] = Number.NaN
    rows.reason[index] = reasonCode[isCustom ? 'no-target' : 'no-baseline']
  }
}

/** The first period a revision binds: it must not have ended before the revision was in force and recorded (G7). */
function inForceFrom(revision: Revision, first: number, last: number, timeline: Timeline): number {
  const since = Math.max(revision.from, revision.recorded)
  let index = Math.max(first, 0)
  while (index <= last && index < timeline.count && (timeline.lastDay[index] as number) < since) index++
  return index
}

/** Rule G2. */
export function baselineOf(
  target: Target,
  { calendar, measured }: Pick<Context, 'calendar' | 'measured'>,
): number {
  const { baseline } = target
  if (baseline.kind === 'value') return baseline.value
  if (baseline.period) return measured(baseline.period.grain, baseline.period.ordinal)
  const { grain, ordinal } = target.period
  if (!target.each || !isFiner(target.each, grain)) return measured(grain, ordinal - 1)
  const [firstEach] = calendar.range(grain, ordinal, target.each)
  return measured(target.each, firstEach - 1)
}

/** Rule G3. */
export function goalOf(goalpost: Goalpost, base: number): number {
  switch (goalpost.kind) {
    case 'value':
      return goalpost.value
    case 'change':
      return goalpost.relative ? base * (1 + goalpost.by) : base + goalpost.by
    default:
      return goalpost.low
  }
}

type Spread = (index: number, rows: TargetRows) => void

/** Rules G4, G5, G9: writes low, high, base and goal of one period. */
function spreadOf(
  target: Target,
  revision: Revision,
  base: number,
  first: number,
  last: number,
  context: Context,
): Spread {
  const { goalpost, trajectory } = revision
  const goal = goalOf(goalpost, base)
  const isFlow = context.measure.kind === 'flow'
  const length = last - first + 1
  if (goalpost.kind === 'between') {
    const spreadBase = target.each && spreadEach(target.each, goal, base, isFlow, context)
    return (index, rows) => {
      if (spreadBase) spreadBase(index, rows)
      else rows.base[index] = isFlow ? base / length : base
      rows.low[index] = goalpost.low
      rows.high[index] = goalpost.high
      rows.goal[index] = Number.NaN
    }
  }
  if (target.each) return spreadEach(target.each, goal, base, isFlow, context)
  if (trajectory.kind === 'custom')
    return spreadCustom(trajectory.values, goal, base, isFlow, length, first, context)
  if (trajectory.kind === 'seasonal') return spreadSeasonal(goal, base, isFlow, first, last, context)
  const { kind } = trajectory
  return (index, rows) => {
    const level = levelAt(kind, isFlow, goal, base, index - first + 1, length)
    rows.low[index] = level
    rows.base[index] = isFlow ? base / length : base
    rows.goal[index] = isFlow ? level : goal
  }
}

/** Rules G4, G5: the target in one of `length` periods, numbered from 1, by a step or a straight line. */
export function levelAt(
  kind: Trajectory['kind'],
  isFlow: boolean,
  goal: number,
  base: number,
  number: number,
  length: number,
): number {
  if (!isFlow) return kind === 'linear' ? base + ((goal - base) * number) / length : goal
  if (kind === 'step') return goal / length
  const slope = (2 * (goal - base)) / (length * (length + 1))
  return base / length + number * slope
}

function spreadEach(each: Grain, goal: number, base: number, isFlow: boolean, context: Context): Spread {
  const { calendar, timeline, kpi } = context
  const factorOf = (index: number): number => {
    if (!isFlow || each === kpi.grain) return 1
    const ordinal = timeline.first + index
    if (isFiner(each, kpi.grain)) {
      const [from, to] = calendar.range(kpi.grain, ordinal, each)
      return to - from + 1
    }
    const [from, to] = calendar.range(each, calendar.containing(kpi.grain, each, ordinal), kpi.grain)
    return 1 / (to - from + 1)
  }
  return (index, rows) => {
    const factor = factorOf(index)
    rows.low[index] = factor < 1 ? goal / Math.round(1 / factor) : goal * factor
    rows.base[index] = factor < 1 ? base / Math.round(1 / factor) : base * factor
    rows.goal[index] = rows.low[index] as number
  }
}

function spreadSeasonal(
  goal: number,
  base: number,
  isFlow: boolean,
  first: number,
  last: number,
  context: Context,
): Spread {
  const { timeline, measured, kpi, calendar } = context
  const yearBefore = (index: number) =>
    measured(kpi.grain, calendar.yearBefore(kpi.grain, timeline.first + index))
  if (!isFlow) {
    const factor = goal / yearBefore(last)
    return (index, rows) => {
      rows.low[index] = finite(yearBefore(index) * factor)
      rows.base[index] = base
      rows.goal[index] = goal
    }
  }
  let total = 0
  for (let index = first; index <= last; index++) total += yearBefore(index)
  return (index, rows) => {
    const share = finite(yearBefore(index) / total)
    rows.low[index] = goal * share
    rows.base[index] = base * share
    rows.goal[index] = rows.low[index] as number
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN
}

function spreadCustom(
  values: readonly (readonly [{ readonly grain: Grain; readonly ordinal: number }, number])[],
  goal: number,
  base: number,
  isFlow: boolean,
  length: number,
  first: number,
  context: Context,
): Spread {
  const { calendar, timeline, kpi } = context
  const byIndex = new Map<number, number>()
  for (const [period, value] of values) {
    if (isFiner(period.grain, kpi.grain)) continue
    const [from, to] = calendar.range(period.grain, period.ordinal, kpi.grain)
    const each = isFlow ? value / (to - from + 1) : value
    for (let ordinal = from; ordinal <= to; ordinal++) byIndex.set(ordinal - timeline.first, each)
  }
  const valueAt = (index: number): number => {
    for (let at = index; at >= first; at--) {
      const value = byIndex.get(at)
      if (value !== undefined) return value
    }
    return Number.NaN
  }
  return (index, rows) => {
    const value = valueAt(index)
    rows.low[index] = value
    rows.base[index] = isFlow ? base / length : base
    rows.goal[index] = isFlow ? value : goal
  }
}

/** Brings laid rows to a longer grain: flows add up, everything else takes the last period (rule G12). */
export function coarsenTargets(
  fine: TargetRows,
  coarse: TargetRows,
  parts: { readonly from: Int32Array; readonly to: Int32Array },
  kind: Kind,
): void {
  coarse.clear()
  for (let index = 0; index < coarse.low.length; index++) {
    const from = parts.from[index] as number
    const to = parts.to[index] as number
    const last = to - 1
    if (from < 0 || last < 0 || last >= fine.low.length) continue
    const take = kind === 'flow' ? sumOf : lastOf
    for (const name of ['low', 'high', 'original', 'base', 'goal'] as const) {
      coarse[name][index] = take(fine[name], from, to)
    }
    coarse.target[index] = fine.target[last] as number
    coarse.revision[index] = fine.revision[last] as number
    settle(coarse, index, false)
    if (!Number.isFinite(coarse.original[index])) coarse.original[index] = Number.NaN
    const absent = firstReason(fine.reason, kind === 'flow' ? from : last, to)
    if (absent !== 0) coarse.reason[index] = absent
  }
}

function sumOf(row: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let index = from; index < to; index++) sum += row[index] as number
  return sum
}

function firstReason(reasons: Uint8Array, from: number, to: number): number {
  for (let index = from; index < to; index++) if (reasons[index] !== 0) return reasons[index] as number
  return 0
}

function lastOf(row: Float64Array, _from: number, to: number): number {
  return row[to - 1] as number
}
