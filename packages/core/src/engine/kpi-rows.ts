import { reasonCode } from '../quantity/missing.ts'
import { signOf } from '../score/attainment.ts'
import type { Bands, Id, Kpi, Measure, Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import type { Columns, Layout } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Elapsed } from './kpi-score.ts'
import { runScore } from './kpi-score.ts'
import { needsHigh, needsJudging, needsOf, needsOriginal, needsWay } from './needs.ts'
import { PlainTargets } from './plain-targets.ts'
import type { Segments } from './segments.ts'
import { noSegments, segmentsOf } from './segments.ts'
import type { Binding, Measured } from './targets.ts'
import { coarsenTargets, layTargets, TargetRows } from './targets.ts'
import { runUsualScores, takeAges } from './usual-score.ts'

/** What is measured of each KPI: the grain it is judged by, its measure, and where the values stand. */
export type ValuePlace = {
  readonly grain: Grain
  readonly measure: Measure
  readonly offset: number
  /** −1 where coverage is 1 wherever there is a value. */
  readonly coverage: number
  readonly isAged: boolean
}

/**
 * The rows of all KPIs, each at the grain it is judged by: targets laid, scores computed. Everything is in columns by
 * the number of the KPI, so that a change touches few lines of memory.
 */
export class KpiRows {
  /** With the changes taken in so far. */
  readonly kpis: Kpi[]
  readonly grains: Grain[] = []
  readonly value: Int32Array
  readonly valueCoverage: Int32Array
  readonly target: Int32Array
  readonly score: Int32Array
  readonly aged: Uint8Array
  /** What the targets of each need. */
  readonly #needs: Uint8Array
  readonly #measures: Measure[] = []
  readonly #horizon: Horizon
  readonly #plain: PlainTargets
  readonly #scratch = new Map<Grain, TargetRows>()
  readonly #sign: Int8Array
  readonly #closed: Int32Array
  /** Rows that few KPIs have: −1 where there is none. */
  readonly #high: Int32Array
  readonly #original: Int32Array
  readonly #base: Int32Array
  readonly #goal: Int32Array
  readonly #segments: Segments[] = []
  /** The bands of a KPI that is judged by attainment against the same bands throughout. */
  readonly #usual: (Bands | undefined)[] = []

  constructor(
    kpis: Kpi[],
    needs: Uint8Array,
    placeOf: (kpi: number) => ValuePlace,
    horizon: Horizon,
    layout: Layout,
  ) {
    const count = kpis.length
    const column = () => new Int32Array(count).fill(-1)
    this.kpis = kpis
    this.#needs = needs
    this.value = column()
    this.valueCoverage = column()
    this.target = column()
    this.score = column()
    this.aged = new Uint8Array(count)
    this.#horizon = horizon
    this.#plain = new PlainTargets(horizon)
    this.#sign = new Int8Array(count)
    this.#closed = column()
    this.#high = column()
    this.#original = column()
    this.#base = column()
    this.#goal = column()
    for (let kpi = 0; kpi < count; kpi++) this.#place(kpi, placeOf(kpi), layout)
  }

  #place(kpi: number, place: ValuePlace, layout: Layout): void {
    const { grain, measure } = place
    const { count } = this.#horizon.timeline(grain)
    this.grains.push(grain)
    this.#measures.push(measure)
    this.#segments.push(noSegments)
    this.#usual.push(undefined)
    this.value[kpi] = place.offset
    this.valueCoverage[kpi] = place.coverage
    this.aged[kpi] = place.isAged ? 1 : 0
    this.#sign[kpi] = signOf(measure.polarity)
    this.#closed[kpi] = this.#horizon.closed(grain)
    this.target[kpi] = layout.row(count)
    this.score[kpi] = layout.row(count)
    const needs = this.#needs[kpi] as number
    if (needs & needsHigh) this.#high[kpi] = layout.row(count)
    if (needs & needsOriginal) this.#original[kpi] = layout.row(count)
    if (!(needs & needsWay)) return
    this.#base[kpi] = layout.row(count)
    this.#goal[kpi] = layout.row(count)
  }

  /** Takes another version of a KPI; false where its targets do not find the rows they need. */
  change(number: number, kpi: Kpi): boolean {
    const needs = needsOf(kpi.targets)
    this.kpis[number] = kpi
    this.#needs[number] = needs
    return (
      (!(needs & needsHigh) || (this.#high[number] as number) >= 0) &&
      (!(needs & needsOriginal) || (this.#original[number] as number) >= 0) &&
      (!(needs & needsWay) || (this.#base[number] as number) >= 0)
    )
  }

  /** The target that binds a period, and its revision in force. */
  bindingAt(kpi: number, period: number): Binding | undefined {
    const segments = this.#segments[kpi] as Segments
    for (let at = 0; at < segments.length; at += 4) {
      if (period < (segments[at] as number) || period >= (segments[at + 1] as number)) continue
      const target = this.#targetOf(kpi, segments[at + 2] as number)
      return { target, revision: segments[at + 3] as number }
    }
    return undefined
  }

  #targetOf(kpi: number, place: number): Target {
    return (this.kpis[kpi] as Kpi).targets[place] as Target
  }

  /** Lays the targets of a KPI; `measuredOf` reads what baselines and seasonal shapes rest on. */
  lay(columns: Columns, kpi: number, measuredOf: (measure: Id) => Measured): void {
    const { targets, grain } = this.kpis[kpi] as Kpi
    const needs = this.#needs[kpi] as number
    if ((needs & ~needsJudging) === 0 && grain === this.grains[kpi] && !this.#hasMoreRows(kpi)) {
      const isFlow = (this.#measures[kpi] as Measure).kind === 'flow'
      this.#segments[kpi] = this.#plain.lay(targets, grain, isFlow, columns, this.target[kpi] as number)
    } else this.#segments[kpi] = this.#laySlowly(columns, kpi, measuredOf)
    const isUsual = (needs & (needsJudging | needsHigh)) === 0 && this.#sign[kpi] !== 0
    this.#usual[kpi] = isUsual ? shareBands(targets) : undefined
  }

  #hasMoreRows(kpi: number): boolean {
    return (
      (this.#high[kpi] as number) >= 0 ||
      (this.#original[kpi] as number) >= 0 ||
      (this.#base[kpi] as number) >= 0
    )
  }

  #laySlowly({ cells, marks }: Columns, kpi: number, measuredOf: (measure: Id) => Measured): Segments {
    const rows = this.#laidRows(kpi, measuredOf)
    cells.set(rows.low, this.target[kpi])
    marks.set(rows.reason, this.target[kpi])
    const take = (row: Float64Array, at: number) => {
      if (at >= 0) cells.set(row, at)
    }
    take(rows.high, this.#high[kpi] as number)
    take(rows.original, this.#original[kpi] as number)
    take(rows.base, this.#base[kpi] as number)
    take(rows.goal, this.#goal[kpi] as number)
    return segmentsOf(rows)
  }

  /** The targets as laid, in scratch rows that the next call overwrites. */
  #laidRows(place: number, measuredOf: (measure: Id) => Measured): TargetRows {
    const kpi = this.kpis[place] as Kpi
    const measure = this.#measures[place] as Measure
    const grain = this.grains[place] as Grain
    const { calendar } = this.#horizon.strategy.organisation
    const timeline = this.#horizon.timeline(kpi.grain)
    const fine = this.#scratchRows(kpi.grain)
    const measured = measuredOf(kpi.measure)
    layTargets({ kpi, measure, calendar, timeline, asOf: this.#horizon.asOf, measured }, fine)
    if (grain === kpi.grain) return fine
    const coarse = this.#scratchRows(grain)
    coarsenTargets(fine, coarse, this.#horizon.parts(grain, kpi.grain), measure.kind)
    return coarse
  }

  #scratchRows(grain: Grain): TargetRows {
    let rows = this.#scratch.get(grain)
    if (!rows) {
      rows = new TargetRows(this.#horizon.timeline(grain).count)
      this.#scratch.set(grain, rows)
    }
    return rows
  }

  /** Computes scores and statuses of a stretch of periods: rules K1 to K13. */
  run(columns: Columns, kpi: number, low: number, high: number): void {
    const closed = this.#closed[kpi] as number
    const end = Math.min(high, closed)
    const bands = this.#usual[kpi]
    if (bands) this.#runUsual(columns, kpi, bands, low, end)
    else this.#runBySegments(columns, kpi, low, end)
    if (high > closed) this.#runFuture(columns, kpi, Math.max(low, closed), high)
  }

  /** A period that no target binds has no target either, and so comes out as missing here too. */
  #runUsual(columns: Columns, kpi: number, bands: Bands, low: number, high: number): void {
    const value = this.value[kpi] as number
    const score = this.score[kpi] as number
    const sign = this.#sign[kpi] as number
    runUsualScores(columns, value, this.target[kpi] as number, score, sign, bands, low, high)
    if (this.aged[kpi] === 1) takeAges(columns, value, score, low, high)
  }

  #runBySegments(columns: Columns, kpi: number, low: number, high: number): void {
    const segments = this.#segments[kpi] as Segments
    const places = this.#scorePlaces(kpi)
    const elapsed: Elapsed = (target, period) => this.#elapsed(kpi, target, period)
    let done = low
    for (let at = 0; at < segments.length; at += 4) {
      const from = Math.max(done, segments[at] as number)
      const to = Math.min(high, segments[at + 1] as number)
      if (from >= to) continue
      this.#runUnbound(columns, kpi, done, from)
      const target = this.#targetOf(kpi, segments[at + 2] as number)
      for (let p = from; p < to; p++) runScore(columns, places, target, p, elapsed)
      done = to
    }
    this.#runUnbound(columns, kpi, done, high)
  }

  #scorePlaces(kpi: number) {
    return {
      value: this.value[kpi] as number,
      target: this.target[kpi] as number,
      high: this.#high[kpi] as number,
      base: this.#base[kpi] as number,
      goal: this.#goal[kpi] as number,
      score: this.score[kpi] as number,
      isAged: this.aged[kpi] === 1,
      sign: this.#sign[kpi] as 1 | -1 | 0,
    }
  }

  #runUnbound({ cells, marks, ages }: Columns, kpi: number, low: number, high: number): void {
    const value = this.value[kpi] as number
    const target = this.target[kpi] as number
    const score = this.score[kpi] as number
    for (let p = low; p < high; p++) {
      cells[score + p] = Number.NaN
      if (this.aged[kpi] === 1) ages[score + p] = 0
      marks[score + p] = (marks[value + p] as number) || (marks[target + p] as number)
    }
  }

  #runFuture({ cells, marks }: Columns, kpi: number, low: number, high: number): void {
    const score = this.score[kpi] as number
    cells.fill(Number.NaN, score + low, score + high)
    marks.fill(reasonCode['not-due'], score + low, score + high)
  }

  /** Periods of the KPI's own grain since the target began, and in all. */
  #elapsed(kpi: number, target: Target, period: number): { elapsed: number; length: number } {
    const { calendar } = this.#horizon.strategy.organisation
    const own = (this.kpis[kpi] as Kpi).grain
    const grain = this.grains[kpi] as Grain
    const [first, last] = calendar.range(target.period.grain, target.period.ordinal, own)
    const [, now] = calendar.range(grain, this.#horizon.timeline(grain).first + period, own)
    return { elapsed: now - first + 1, length: last - first + 1 }
  }

  /** The upper bound of a range target. */
  highAt({ cells }: Columns, kpi: number, period: number): number {
    const high = this.#high[kpi] as number
    return high < 0 ? Number.NaN : (cells[high + period] as number)
  }

  /** What the first goalpost gave. */
  originalAt({ cells }: Columns, kpi: number, period: number): number {
    const original = this.#original[kpi] as number
    return cells[(original < 0 ? (this.target[kpi] as number) : original) + period] as number
  }
}

let lastBands: Bands = { onTrack: Number.NaN, atRisk: Number.NaN }

/** The bands of targets judged alike, as an object that other KPIs hold too, where the one before had the same. */
function shareBands(targets: readonly Target[]): Bands | undefined {
  const bands = targets[0]?.method
  if (bands?.kind !== 'attainment') return undefined
  if (bands.onTrack !== lastBands.onTrack || bands.atRisk !== lastBands.atRisk) lastBands = bands
  return lastBands
}
