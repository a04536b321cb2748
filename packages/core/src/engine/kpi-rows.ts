import { reasonCode } from '../quantity/missing.ts'
import { signOf } from '../score/attainment.ts'
import type { Bands, Id, Kpi, Measure, Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import type { Columns, Layout } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Elapsed, ScorePlaces } from './kpi-score.ts'
import { runScore } from './kpi-score.ts'
import { needsHigh, needsJudging, needsOf, needsOriginal, needsWay } from './needs.ts'
import { PlainTargets } from './plain-targets.ts'
import { measureOf } from './plan.ts'
import { ScratchTargets } from './scratch-targets.ts'
import type { Segments } from './segments.ts'
import { noSegments, segmentsOf } from './segments.ts'
import type { SeriesRows } from './series-rows.ts'
import { TargetColumns } from './target-columns.ts'
import type { Binding, Measured } from './targets.ts'
import { runUsualScores, takeAges } from './usual-score.ts'

/*
 * The places of one KPI's rows, side by side in one line of memory, because a change touches KPIs that lie far apart.
 * A row that a KPI does not have is −1.
 */
const width = 8
const atValue = 0
const atCoverage = 1
const atTarget = 2
const atScore = 3
const atClosed = 4
const atSign = 5
const atAged = 6
/** Where the rows begin that few KPIs have, in `#more`; −1 where it has none of them. */
const atMore = 7

/** The rows that few KPIs have. */
type MoreRows = {
  readonly high: number
  readonly original: number
  readonly base: number
  readonly goal: number
}

const noMoreRows: MoreRows = { high: -1, original: -1, base: -1, goal: -1 }

/** The rows of all KPIs, each at the grain it is judged by: targets laid, scores computed. */
export class KpiRows {
  /** With the changes taken in so far. */
  readonly kpis: Kpi[]
  readonly grains: Grain[]
  readonly #places: Int32Array
  readonly #more: MoreRows[] = []
  /** What the targets of each need. */
  readonly #needs: Uint8Array
  readonly #measures: Measure[]
  readonly #segments: Segments[]
  /** The bands of a KPI that is judged by attainment against the same bands throughout. */
  readonly #usual: (Bands | undefined)[]
  readonly #horizon: Horizon
  /** The targets as they were read to plan the rows, until they are laid. */
  #read: TargetColumns | undefined
  readonly #scratch: ScratchTargets

  /** `values` tells the series that each KPI is measured by. */
  constructor(
    kpis: Kpi[],
    targets: TargetColumns,
    values: Int32Array,
    series: SeriesRows,
    horizon: Horizon,
    layout: Layout,
  ) {
    const count = kpis.length
    this.kpis = kpis
    this.grains = new Array<Grain>(count)
    this.#places = new Int32Array(width * count).fill(-1)
    this.#needs = targets.needs
    this.#measures = new Array<Measure>(count)
    this.#segments = new Array<Segments>(count).fill(noSegments)
    this.#usual = new Array<Bands | undefined>(count).fill(undefined)
    this.#horizon = horizon
    this.#read = targets
    this.#scratch = new ScratchTargets(horizon)
    for (let kpi = 0; kpi < count; kpi++) this.#place(kpi, values[kpi] as number, series, layout)
  }

  #place(kpi: number, value: number, series: SeriesRows, layout: Layout): void {
    const { plan } = series
    const measure = measureOf(plan, value) as Measure
    const count = series.counts[value] as number
    const places = this.#places
    const at = width * kpi
    this.grains[kpi] = plan.grains[value] as Grain
    this.#measures[kpi] = measure
    places[at + atValue] = series.offsets[value] as number
    places[at + atCoverage] = series.coverage[value] as number
    places[at + atTarget] = layout.row(count)
    places[at + atScore] = layout.row(count)
    places[at + atClosed] = series.closed[value] as number
    places[at + atSign] = signOf(measure?.polarity)
    places[at + atAged] = plan.aged[value] as number
    const needs = this.#needs[kpi] as number
    if (!(needs & (needsHigh | needsOriginal | needsWay))) return
    const rowFor = (need: number) => (needs & need ? layout.row(count) : -1)
    const high = rowFor(needsHigh)
    const original = rowFor(needsOriginal)
    places[at + atMore] = this.#more.length
    this.#more.push({ high, original, base: rowFor(needsWay), goal: rowFor(needsWay) })
  }

  #at(kpi: number, what: number): number {
    return this.#places[width * kpi + what] as number
  }

  #moreOf(kpi: number): MoreRows {
    return this.#more[this.#at(kpi, atMore)] ?? noMoreRows
  }

  /** Where the values of a KPI begin; their coverage, or −1 where it is 1 wherever there is a value; and so on. */
  value(kpi: number): number {
    return this.#at(kpi, atValue)
  }

  coverage(kpi: number): number {
    return this.#at(kpi, atCoverage)
  }

  target(kpi: number): number {
    return this.#at(kpi, atTarget)
  }

  score(kpi: number): number {
    return this.#at(kpi, atScore)
  }

  /** How many periods it has; the score stands right after the target. */
  count(kpi: number): number {
    return this.score(kpi) - this.target(kpi)
  }

  /** Whether its values can be older than their period. */
  isAged(kpi: number): boolean {
    return this.#at(kpi, atAged) === 1
  }

  /** Takes another version of a KPI; false where its targets do not find the rows they need. */
  change(number: number, kpi: Kpi): boolean {
    const needs = needsOf(kpi.targets)
    this.kpis[number] = kpi
    this.#needs[number] = needs
    const { high, original, base } = this.#moreOf(number)
    return (
      (!(needs & needsHigh) || high >= 0) &&
      (!(needs & needsOriginal) || original >= 0) &&
      (!(needs & needsWay) || base >= 0)
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

  /** Lays the targets of all KPIs; `measuredOf` reads what baselines and seasonal shapes rest on. */
  layAll(columns: Columns, measuredOf: (measure: Id) => Measured): void {
    const { kpis } = this
    const targets = this.#read ?? new TargetColumns(kpis, this.#horizon.asOf)
    const plain = new PlainTargets(targets, this.#horizon)
    for (let kpi = 0; kpi < kpis.length; kpi++) this.#lay(columns, kpi, plain, kpi, measuredOf)
    // Whatever is laid later is laid because it changed.
    this.#read = undefined
  }

  /** Lays the targets of a KPI. */
  lay(columns: Columns, kpi: number, measuredOf: (measure: Id) => Measured): void {
    const targets = new TargetColumns([this.kpis[kpi] as Kpi], this.#horizon.asOf)
    this.#lay(columns, kpi, new PlainTargets(targets, this.#horizon), 0, measuredOf)
  }

  /** `number` is that of the KPI among the plain targets. */
  #lay(
    columns: Columns,
    kpi: number,
    plain: PlainTargets,
    number: number,
    measuredOf: (measure: Id) => Measured,
  ): void {
    const { grain } = this.kpis[kpi] as Kpi
    const needs = this.#needs[kpi] as number
    const isPlain = (needs & ~needsJudging) === 0 && grain === this.grains[kpi] && this.#at(kpi, atMore) < 0
    if (isPlain) {
      const isFlow = (this.#measures[kpi] as Measure).kind === 'flow'
      this.#segments[kpi] = plain.lay(number, grain, isFlow, columns, this.target(kpi))
    } else this.#segments[kpi] = this.#laySlowly(columns, kpi, measuredOf)
    const isUsual = (needs & needsHigh) === 0 && this.#at(kpi, atSign) !== 0
    this.#usual[kpi] = isUsual ? plain.targets.bands[number] : undefined
  }

  #laySlowly({ cells, marks }: Columns, kpi: number, measuredOf: (measure: Id) => Measured): Segments {
    const version = this.kpis[kpi] as Kpi
    const measured = measuredOf(version.measure)
    const rows = this.#scratch.lay(
      version,
      this.#measures[kpi] as Measure,
      this.grains[kpi] as Grain,
      measured,
    )
    const { high, original, base, goal } = this.#moreOf(kpi)
    cells.set(rows.low, this.target(kpi))
    marks.set(rows.reason, this.target(kpi))
    if (high >= 0) cells.set(rows.high, high)
    if (original >= 0) cells.set(rows.original, original)
    if (base >= 0) cells.set(rows.base, base)
    if (goal >= 0) cells.set(rows.goal, goal)
    return segmentsOf(rows)
  }

  /** Computes all scores and statuses of a KPI. */
  runAll(columns: Columns, kpi: number): void {
    this.run(columns, kpi, 0, this.count(kpi))
  }

  /** Computes scores and statuses of a stretch of periods: rules K1 to K13. */
  run(columns: Columns, kpi: number, low: number, high: number): void {
    const closed = this.#at(kpi, atClosed)
    const end = Math.min(high, closed)
    const bands = this.#usual[kpi]
    if (bands) this.#runUsual(columns, kpi, bands, low, end)
    else this.#runBySegments(columns, kpi, low, end)
    if (high > closed) this.#runFuture(columns, kpi, Math.max(low, closed), high)
  }

  /** A period that no target binds has no target either, and so comes out as missing here too. */
  #runUsual(columns: Columns, kpi: number, bands: Bands, low: number, high: number): void {
    const value = this.value(kpi)
    const score = this.score(kpi)
    runUsualScores(columns, value, this.target(kpi), score, this.#at(kpi, atSign), bands, low, high)
    if (this.isAged(kpi)) takeAges(columns, value, score, low, high)
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

  #scorePlaces(kpi: number): ScorePlaces {
    return {
      ...this.#moreOf(kpi),
      value: this.value(kpi),
      target: this.target(kpi),
      score: this.score(kpi),
      isAged: this.isAged(kpi),
      sign: this.#at(kpi, atSign) as ScorePlaces['sign'],
    }
  }

  #runUnbound({ cells, marks, ages }: Columns, kpi: number, low: number, high: number): void {
    const value = this.value(kpi)
    const target = this.target(kpi)
    const score = this.score(kpi)
    for (let p = low; p < high; p++) {
      cells[score + p] = Number.NaN
      if (this.isAged(kpi)) ages[score + p] = 0
      marks[score + p] = (marks[value + p] as number) || (marks[target + p] as number)
    }
  }

  #runFuture({ cells, marks }: Columns, kpi: number, low: number, high: number): void {
    const score = this.score(kpi)
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
    const { high } = this.#moreOf(kpi)
    return high < 0 ? Number.NaN : (cells[high + period] as number)
  }

  /** What the first goalpost gave. */
  originalAt({ cells }: Columns, kpi: number, period: number): number {
    const { original } = this.#moreOf(kpi)
    return cells[(original < 0 ? this.target(kpi) : original) + period] as number
  }
}
