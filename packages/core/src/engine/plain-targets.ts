import { reasonCode } from '../quantity/missing.ts'
import type { Target } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Columns } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Segments } from './segments.ts'
import { shareSegments } from './segments.ts'
import { goalOf, levelAt } from './targets.ts'

/**
 * Lays targets that need no more than their row straight into it: it spares the scratch rows, and gives bit for bit
 * what they would give.
 */
export class PlainTargets {
  readonly #horizon: Horizon
  readonly #segments: number[] = []

  constructor(horizon: Horizon) {
    this.#horizon = horizon
  }

  /** The segments as laid. The targets are all for periods of one grain, each later than the one before. */
  lay(targets: readonly Target[], grain: Grain, isFlow: boolean, columns: Columns, row: number): Segments {
    const { calendar } = this.#horizon.strategy.organisation
    const { first: start, count } = this.#horizon.timeline(grain)
    const segments = this.#segments
    segments.length = 0
    let done = 0
    for (let place = 0; place < targets.length; place++) {
      const target = targets[place] as Target
      if (isFiner(target.period.grain, grain)) break
      const [from, to] = calendar.range(target.period.grain, target.period.ordinal, grain)
      const low = Math.max(from - start, 0)
      const high = Math.min(to - start + 1, count)
      if (low >= high) continue
      layNothing(columns, row + done, row + low)
      layPlain(target, isFlow, columns, row, low, high, from - start, to - from + 1)
      segments.push(low, high, place, 0)
      done = high
    }
    layNothing(columns, row + done, row + count)
    return shareSegments(segments)
  }
}

function layNothing({ cells, marks }: Columns, low: number, high: number): void {
  for (let at = low; at < high; at++) {
    cells[at] = Number.NaN
    marks[at] = reasonCode['no-target']
  }
}

/** `first` is where the target's own period begins, `length` how long it is. */
function layPlain(
  { baseline, revisions }: Target,
  isFlow: boolean,
  { cells, marks }: Columns,
  row: number,
  low: number,
  high: number,
  first: number,
  length: number,
): void {
  const [revision] = revisions
  if (!revision || baseline.kind !== 'value') return
  const base = baseline.value
  const goal = goalOf(revision.goalpost, base)
  const { kind } = revision.trajectory
  const isLevel = kind === 'step'
  let level = levelAt(kind, isFlow, goal, base, low - first + 1, length)
  for (let p = low; p < high; p++) {
    if (!isLevel) level = levelAt(kind, isFlow, goal, base, p - first + 1, length)
    const isThere = level - level === 0
    cells[row + p] = isThere ? level : Number.NaN
    marks[row + p] = isThere ? 0 : reasonCode['no-baseline']
  }
}
