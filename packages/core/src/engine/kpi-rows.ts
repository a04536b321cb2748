import { reasonCode } from '../quantity/missing.ts'
import {
  attainment,
  distanceTo,
  limitScore,
  performance,
  progress,
  rangeAttainment,
  rangeProgress,
  signOf,
} from '../score/attainment.ts'
import {
  atRiskCode,
  growthRatio,
  offTrackCode,
  onTrackCode,
  slack,
  statusByBands,
  statusByShortfall,
} from '../score/status.ts'
import type { Kpi, Measure, Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import type { Columns, Layout } from './columns.ts'
import { markOf } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Binding, Measured } from './targets.ts'
import { coarsenTargets, layTargets, TargetRows } from './targets.ts'

/**
 * Stretches of periods bound by one target, four numbers each: from (inclusive), to (exclusive), the place of the
 * target, the place of its revision. Flat and shared, since most KPIs of a company are bound alike.
 */
export type Segments = readonly number[]

/** Scratch rows, one pair for each grain. */
export class TargetScratch {
  readonly #rows = new Map<Grain, TargetRows>()

  rows(horizon: Horizon, grain: Grain): TargetRows {
    let rows = this.#rows.get(grain)
    if (!rows) {
      rows = new TargetRows(horizon.timeline(grain).count)
      this.#rows.set(grain, rows)
    }
    return rows
  }
}

/** The rows of one KPI at the grain it is judged by: targets laid, scores computed. */
export class KpiRow {
  kpi: Kpi
  readonly grain: Grain
  readonly value: number
  readonly valueCoverage: number
  readonly aged: boolean
  readonly target: number
  readonly score: number
  readonly #measure: Measure
  readonly #horizon: Horizon
  readonly #high: number
  readonly #original: number
  readonly #base: number
  readonly #goal: number
  readonly #closed: number
  #segments: Segments = []

  constructor(
    kpi: Kpi,
    measure: Measure,
    grain: Grain,
    value: { readonly offset: number; readonly coverage: number; readonly aged: boolean },
    horizon: Horizon,
    layout: Layout,
  ) {
    const count = horizon.timeline(grain).count
    this.kpi = kpi
    this.grain = grain
    this.value = value.offset
    this.valueCoverage = value.coverage
    this.aged = value.aged
    this.#measure = measure
    this.#horizon = horizon
    this.#closed = horizon.closed(grain)
    this.target = layout.row(count)
    this.score = layout.row(count)
    const needs = needsOf(kpi.targets)
    this.#high = needs.high ? layout.row(count) : -1
    this.#original = needs.original ? layout.row(count) : -1
    this.#base = needs.way ? layout.row(count) : -1
    this.#goal = needs.way ? layout.row(count) : -1
  }

  /** The target that binds a period, and its revision in force. */
  bindingAt(period: number): Binding | undefined {
    const segments = this.#segments
    for (let at = 0; at < segments.length; at += 4) {
      if (period < (segments[at] as number) || period >= (segments[at + 1] as number)) continue
      const target = this.kpi.targets[segments[at + 2] as number]
      return target && { target, revision: segments[at + 3] as number }
    }
    return undefined
  }

  /** The KPI with other targets, in the same rows; needs a new plan where the rows do not suffice. */
  fits(kpi: Kpi): boolean {
    const needs = needsOf(kpi.targets)
    return (
      (!needs.high || this.#high >= 0) &&
      (!needs.original || this.#original >= 0) &&
      (!needs.way || this.#base >= 0)
    )
  }

  /** Lays the targets; `measured` reads what baselines and seasonal shapes rest on. */
  layTargets(columns: Columns, measured: Measured, scratch: TargetScratch): void {
    const rows = this.laidRows(measured, scratch)
    const { cells, marks } = columns
    cells.set(rows.low, this.target)
    marks.set(rows.reason, this.target)
    if (this.#high >= 0) cells.set(rows.high, this.#high)
    if (this.#original >= 0) cells.set(rows.original, this.#original)
    if (this.#base >= 0) cells.set(rows.base, this.#base)
    if (this.#goal >= 0) cells.set(rows.goal, this.#goal)
    this.#segments = segmentsOf(rows)
  }

  /** The targets as laid, in scratch rows that the next call overwrites. */
  laidRows(measured: Measured, scratch: TargetScratch): TargetRows {
    const { kpi, grain } = this
    const { calendar } = this.#horizon.strategy.organisation
    const fine = scratch.rows(this.#horizon, kpi.grain)
    const timeline = this.#horizon.timeline(kpi.grain)
    const asOf = this.#horizon.asOf
    layTargets({ kpi, measure: this.#measure, calendar, timeline, asOf, measured }, fine)
    if (grain === kpi.grain) return fine
    const coarse = scratch.rows(this.#horizon, grain)
    coarsenTargets(fine, coarse, this.#horizon.parts(grain, kpi.grain), this.#measure.kind)
    return coarse
  }

  /** Computes scores and statuses: rules K1 to K13. */
  run(columns: Columns, low: number, high: number): void {
    const end = Math.min(high, this.#closed)
    let at = low
    const segments = this.#segments
    for (let place = 0; place < segments.length; place += 4) {
      const from = Math.max(at, segments[place] as number)
      const to = Math.min(end, segments[place + 1] as number)
      if (from >= to) continue
      this.#runUnbound(columns, at, from)
      this.#runSegment(columns, this.kpi.targets[segments[place + 2] as number] as Target, from, to)
      at = to
    }
    this.#runUnbound(columns, at, end)
    this.#runFuture(columns, Math.max(low, this.#closed), high)
  }

  #runFuture({ cells, marks }: Columns, low: number, high: number): void {
    for (let p = low; p < high; p++) {
      cells[this.score + p] = Number.NaN
      marks[this.score + p] = reasonCode['not-due']
    }
  }

  #runUnbound({ cells, marks, ages }: Columns, low: number, high: number): void {
    for (let p = low; p < high; p++) {
      const at = this.score + p
      cells[at] = Number.NaN
      if (this.aged) ages[at] = 0
      marks[at] = (marks[this.value + p] as number) || (marks[this.target + p] as number)
    }
  }

  #runSegment(columns: Columns, target: Target, low: number, high: number): void {
    const sign = signOf(this.#measure.polarity)
    const isUsual = target.score === 'attainment' && target.method.kind === 'attainment' && this.#high < 0
    if (isUsual && sign !== 0) this.#runUsual(columns, target, sign, low, high)
    else for (let p = low; p < high; p++) this.#runOne(columns, target, p)
  }

  /** Attainment by bands, a row at a time; gives bit for bit what `#runOne` gives. */
  #runUsual(columns: Columns, target: Target, sign: 1 | -1, low: number, high: number): void {
    const { cells, marks, ages } = columns
    const method = target.method as { onTrack: number; atRisk: number }
    const onTrack = method.onTrack - slack
    const atRisk = method.atRisk - slack
    const { value, score } = this
    const targetAt = this.target
    for (let p = low; p < high; p++) {
      const wanted = cells[targetAt + p] as number
      const reached = 1 + (sign * ((cells[value + p] as number) - wanted)) / Math.abs(wanted)
      const at = score + p
      if (reached - reached !== 0) {
        this.#settle(columns, p, attainmentOrNaN(cells[value + p] as number, wanted, sign), target)
        continue
      }
      cells[at] = limitScore(reached)
      marks[at] = reached >= onTrack ? onTrackMark : reached >= atRisk ? atRiskMark : offTrackMark
    }
    if (!this.aged) return
    for (let p = low; p < high; p++)
      ages[score + p] = Number.isNaN(cells[score + p]) ? 0 : (ages[value + p] as number)
  }

  /** Writes a score that is rare: missing, or at a target of 0. */
  #settle({ cells, marks }: Columns, period: number, reached: number, target: Target): void {
    const at = this.score + period
    cells[at] = limitScore(reached)
    const { method } = target
    const isKnown = !Number.isNaN(reached) && method.kind === 'attainment'
    marks[at] = isKnown ? markOf(0, statusByBands(reached, method)) : this.#whyMissing(marks, period, false)
  }

  #whyMissing(marks: Uint8Array, period: number, needsBase: boolean): number {
    const ofValue = marks[this.value + period] as number
    if (ofValue !== 0) return ofValue
    const ofTarget = marks[this.target + period] as number
    return ofTarget || reasonCode[needsBase ? 'no-baseline' : 'no-scale']
  }

  #runOne(columns: Columns, target: Target, p: number): void {
    const { cells, marks, ages } = columns
    const reached = this.#reached(columns, target, p)
    const at = this.score + p
    cells[at] = limitScore(reached)
    const isMissing = Number.isNaN(reached)
    if (this.aged) ages[at] = isMissing ? 0 : (ages[this.value + p] as number)
    const isBaseMissing = target.score === 'progress' && Number.isNaN(cells[this.#base + p])
    marks[at] = isMissing
      ? this.#whyMissing(marks, p, isBaseMissing)
      : markOf(0, this.#status(columns, target, p, reached))
  }

  /** The chosen measure of score, before the limit (K5). */
  #reached({ cells }: Columns, target: Target, p: number): number {
    const actual = cells[this.value + p] as number
    const low = cells[this.target + p] as number
    if (Number.isNaN(actual) || Number.isNaN(low)) return Number.NaN
    const high = this.#high < 0 ? Number.NaN : (cells[this.#high + p] as number)
    const isRange = !Number.isNaN(high)
    const sign = signOf(this.#measure.polarity)
    if (sign === 0 && !isRange) return Number.NaN
    if (target.score === 'performance') {
      return target.scale && sign !== 0
        ? performance(actual, target.scale.min, target.scale.max, sign)
        : Number.NaN
    }
    if (target.score === 'progress') {
      const base = cells[this.#base + p] as number
      if (isRange) return rangeProgress(actual, base, low, high)
      return sign === 0 ? Number.NaN : progress(actual, base, cells[this.#goal + p] as number, sign)
    }
    if (isRange) return rangeAttainment(actual, low, high)
    return sign === 0 ? Number.NaN : attainment(actual, low, sign)
  }

  #status({ cells }: Columns, target: Target, p: number, reached: number): number {
    const { method } = target
    if (method.kind === 'attainment') return statusByBands(reached, method)
    const actual = cells[this.value + p] as number
    const low = cells[this.target + p] as number
    const base = cells[this.#base + p] as number
    const goal = cells[this.#goal + p] as number
    if (method.kind === 'growth') {
      const { elapsed, length } = this.#elapsed(target, p)
      const ratio = growthRatio(actual, base, goal, elapsed, length)
      const sign = signOf(this.#measure.polarity)
      return Number.isNaN(ratio) || sign * (goal - base) <= 0
        ? statusByBands(reached, { onTrack: 0.95, atRisk: 0.8 })
        : statusByBands(ratio, method)
    }
    const high = this.#high < 0 ? Number.NaN : (cells[this.#high + p] as number)
    if (!Number.isNaN(high)) {
      const span = method.relative ? method.tolerance * (high - low) : method.tolerance
      return statusByShortfall(distanceTo(actual, low, high), span)
    }
    const way = Math.abs(goal - base)
    const share = way > 0 ? way : Math.abs(low)
    const shortfall = signOf(this.#measure.polarity) * (low - actual)
    return statusByShortfall(shortfall, method.relative ? method.tolerance * share : method.tolerance)
  }

  /** Periods of the KPI's own grain since the target began, and in all. */
  #elapsed(target: Target, p: number): { elapsed: number; length: number } {
    const { calendar } = this.#horizon.strategy.organisation
    const [first, last] = calendar.range(target.period.grain, target.period.ordinal, this.kpi.grain)
    const ordinal = this.#horizon.timeline(this.grain).first + p
    const [, now] = calendar.range(this.grain, ordinal, this.kpi.grain)
    return { elapsed: now - first + 1, length: last - first + 1 }
  }

  /** The upper bound of a range target, or the first agreed target, as stored. */
  highAt({ cells }: Columns, p: number): number {
    return this.#high < 0 ? Number.NaN : (cells[this.#high + p] as number)
  }

  originalAt({ cells }: Columns, p: number): number {
    return cells[(this.#original < 0 ? this.target : this.#original) + p] as number
  }
}

function attainmentOrNaN(actual: number, target: number, sign: 1 | -1): number {
  return Number.isNaN(actual) || Number.isNaN(target) ? Number.NaN : attainment(actual, target, sign)
}

function needsOf(targets: readonly Target[]): { high: boolean; original: boolean; way: boolean } {
  let high = false
  let original = false
  let way = false
  for (const target of targets) {
    if (target.score === 'progress' || target.method.kind !== 'attainment') way = true
    if (target.revisions.length > 1) original = true
    for (const { goalpost } of target.revisions) if (goalpost.kind === 'between') high = true
  }
  return { high, original, way }
}

const onTrackMark = markOf(0, onTrackCode)
const atRiskMark = markOf(0, atRiskCode)
const offTrackMark = markOf(0, offTrackCode)

let lastSegments: Segments = []

function segmentsOf(rows: TargetRows): Segments {
  const { target, revision } = rows
  const segments: number[] = []
  let low = 0
  for (let p = 1; p <= target.length; p++) {
    if (p < target.length && target[p] === target[low] && revision[p] === revision[low]) continue
    if ((target[low] as number) >= 0) segments.push(low, p, target[low] as number, revision[low] as number)
    low = p
  }
  const isSame =
    segments.length === lastSegments.length && segments.every((one, at) => one === lastSegments[at])
  if (!isSame) lastSegments = segments
  return lastSegments
}
