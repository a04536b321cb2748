import { reasonCode } from '../quantity/missing.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import type { Columns } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Segments } from './segments.ts'
import { noSegments } from './segments.ts'
import type { TargetColumns } from './target-columns.ts'
import { levelAt } from './targets.ts'

/** The periods of a KPI that a target is for: numbered from `first`, `length` of them; in the row from `low` to `high`. */
type Span = {
  readonly first: number
  readonly length: number
  readonly low: number
  readonly high: number
}

/**
 * Lays targets that need no more than their row straight into it: it spares the scratch rows, and gives bit for bit
 * what they would give.
 */
export class PlainTargets {
  readonly targets: TargetColumns
  readonly #horizon: Horizon
  /** For a judged grain the spans of the periods that targets are for. */
  readonly #spans = new Map<Grain, readonly Span[]>()
  /** The KPI laid before, its grain and its segments: most KPIs have targets for the same periods. */
  #before = -1
  #grain: Grain | undefined
  #segments: Segments = noSegments

  constructor(targets: TargetColumns, horizon: Horizon) {
    this.targets = targets
    this.#horizon = horizon
  }

  /** The segments as laid. The targets are all for periods of one grain, each later than the one before. */
  lay(kpi: number, grain: Grain, isFlow: boolean, columns: Columns, row: number): Segments {
    const { starts, period, base, goal, isLinear } = this.targets
    const spans = this.#spansOf(grain)
    const end = starts[kpi + 1] as number
    let done = 0
    for (let at = starts[kpi] as number; at < end; at++) {
      const { first, length, low, high } = spans[period[at] as number] as Span
      if (low >= high) continue
      const from = base[at] as number
      const to = goal[at] as number
      layNothing(columns, row + done, row + low)
      if (isLinear[at] === 1) {
        for (let p = low; p < high; p++)
          layLevel(columns, row + p, row + p + 1, levelAt('linear', isFlow, to, from, p - first + 1, length))
      } else layLevel(columns, row + low, row + high, levelAt('step', isFlow, to, from, 1, length))
      done = high
    }
    layNothing(columns, row + done, row + this.#horizon.timeline(grain).count)
    if (!this.#isLikeBefore(kpi, grain)) this.#segments = this.#segmentsOf(kpi, spans)
    this.#before = kpi
    this.#grain = grain
    return this.#segments
  }

  #isLikeBefore(kpi: number, grain: Grain): boolean {
    if (grain !== this.#grain) return false
    const { starts, period } = this.targets
    const start = starts[kpi] as number
    const before = starts[this.#before] as number
    const count = (starts[kpi + 1] as number) - start
    if ((starts[this.#before + 1] as number) - before !== count) return false
    for (let at = 0; at < count; at++) if (period[start + at] !== period[before + at]) return false
    return true
  }

  #segmentsOf(kpi: number, spans: readonly Span[]): Segments {
    const { starts, period } = this.targets
    const places = period.subarray(starts[kpi], starts[kpi + 1])
    return Array.from(places).flatMap((one, place) => {
      const { low, high } = spans[one] as Span
      return low < high ? [low, high, place, 0] : []
    })
  }

  #spansOf(grain: Grain): readonly Span[] {
    let spans = this.#spans.get(grain)
    if (!spans) {
      spans = this.targets.periods.map((period) => this.#spanOf(period, grain))
      this.#spans.set(grain, spans)
    }
    return spans
  }

  /** A target for a shorter period than the judged one binds nothing. */
  #spanOf(period: Period, grain: Grain): Span {
    if (isFiner(period.grain, grain)) return { first: 0, length: 0, low: 0, high: 0 }
    const { calendar } = this.#horizon.strategy.organisation
    const { first: start, count } = this.#horizon.timeline(grain)
    const [from, to] = calendar.range(period.grain, period.ordinal, grain)
    const first = from - start
    const length = to - from + 1
    return { first, length, low: Math.max(first, 0), high: Math.min(first + length, count) }
  }
}

function layNothing({ cells, marks }: Columns, low: number, high: number): void {
  for (let at = low; at < high; at++) {
    cells[at] = Number.NaN
    marks[at] = reasonCode['no-target']
  }
}

/** Lays one number over a stretch; rule G6: what cannot be computed is missing. */
function layLevel({ cells, marks }: Columns, low: number, high: number, level: number): void {
  const isThere = Number.isFinite(level)
  const value = isThere ? level : Number.NaN
  const mark = isThere ? 0 : reasonCode['no-baseline']
  for (let at = low; at < high; at++) {
    cells[at] = value
    marks[at] = mark
  }
}
