import { reasonCode } from '../quantity/missing.ts'
import type { Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import { samePeriod } from '../time/period.ts'
import type { Columns } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Segments } from './segments.ts'
import { noSegments } from './segments.ts'
import { goalOf, levelAt } from './targets.ts'

/** The periods of a KPI that a target is for: numbered from `first`, `length` of them; in the row from `low` to `high`. */
type Span = {
  readonly period: Period
  readonly grain: Grain
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
  readonly #horizon: Horizon
  /** The spans of the KPI before, whose targets are mostly for the same periods. */
  readonly #spans: Span[] = []
  #segments: Segments = noSegments

  constructor(horizon: Horizon) {
    this.#horizon = horizon
  }

  /** The segments as laid. The targets are all for periods of one grain, each later than the one before. */
  lay(targets: readonly Target[], grain: Grain, isFlow: boolean, columns: Columns, row: number): Segments {
    this.#takeSpans(targets, grain)
    let done = 0
    for (let place = 0; place < targets.length; place++) {
      const span = this.#spans[place] as Span
      if (span.low >= span.high) continue
      layNothing(columns, row + done, row + span.low)
      layPlain(targets[place] as Target, isFlow, columns, row, span)
      done = span.high
    }
    layNothing(columns, row + done, row + this.#horizon.timeline(grain).count)
    return this.#segments
  }

  #takeSpans(targets: readonly Target[], grain: Grain): void {
    let isSame = targets.length === this.#spans.length
    for (let place = 0; place < targets.length; place++) {
      const { period } = targets[place] as Target
      const known = this.#spans[place]
      if (known && known.grain === grain && samePeriod(known.period, period)) continue
      this.#spans[place] = this.#makeSpan(period, grain)
      isSame = false
    }
    if (isSame) return
    this.#spans.length = targets.length
    this.#segments = this.#spans.flatMap(({ low, high }, place) => (low < high ? [low, high, place, 0] : []))
  }

  /** A target for a shorter period than the judged one binds nothing. */
  #makeSpan(period: Period, grain: Grain): Span {
    if (isFiner(period.grain, grain)) return { period, grain, first: 0, length: 0, low: 0, high: 0 }
    const { calendar } = this.#horizon.strategy.organisation
    const { first: start, count } = this.#horizon.timeline(grain)
    const [from, to] = calendar.range(period.grain, period.ordinal, grain)
    const first = from - start
    const length = to - from + 1
    return { period, grain, first, length, low: Math.max(first, 0), high: Math.min(first + length, count) }
  }
}

function layNothing({ cells, marks }: Columns, low: number, high: number): void {
  for (let at = low; at < high; at++) {
    cells[at] = Number.NaN
    marks[at] = reasonCode['no-target']
  }
}

function layPlain(
  { baseline, revisions }: Target,
  isFlow: boolean,
  columns: Columns,
  row: number,
  { first, length, low, high }: Span,
): void {
  const revision = revisions[0]
  if (!revision || baseline.kind !== 'value') return
  const base = baseline.value
  const goal = goalOf(revision.goalpost, base)
  const { kind } = revision.trajectory
  if (kind === 'step') {
    layLevel(columns, row + low, row + high, levelAt(kind, isFlow, goal, base, 1, length))
    return
  }
  for (let p = low; p < high; p++) {
    layLevel(columns, row + p, row + p + 1, levelAt(kind, isFlow, goal, base, p - first + 1, length))
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
