import type { Reason } from '../../quantity/missing.ts'
import type { Kpi, Measure, Revision, Strategy, Target } from '../../strategy/model.ts'
import type { Day } from '../../time/day.ts'
import type { Grain } from '../../time/grain.ts'
import { compareGrains, isFiner } from '../../time/grain.ts'
import type { Period } from '../../time/period.ts'
import type { Binding } from '../targets.ts'

/** What is wanted of a KPI in one period; NaN where there is nothing. `high` only of a range. */
export type Wanted = {
  readonly low: number
  readonly high: number
  readonly original: number
  /** What progress is measured between. */
  readonly base: number
  readonly goal: number
  readonly reason: Reason
  readonly binding: Binding | undefined
}

/** The measured value of the KPI's measure in a period; NaN where it is missing. */
export type Measured = (grain: Grain, ordinal: number) => number

/** What is known, and when. */
type Known = { readonly strategy: Strategy; readonly asOf: Day }

type Laid = Pick<Wanted, 'low' | 'high' | 'base' | 'goal' | 'reason'>

const nothing: Wanted = {
  low: Number.NaN,
  high: Number.NaN,
  original: Number.NaN,
  base: Number.NaN,
  goal: Number.NaN,
  reason: 'no-target',
  binding: undefined,
}

/** Targets of one KPI, period by period: rules G1 to G12. */
export class NaiveTargets {
  readonly #kpi: Kpi
  readonly #measure: Measure
  readonly #known: Known
  readonly #measured: Measured

  constructor(kpi: Kpi, measure: Measure, known: Known, measured: Measured) {
    this.#kpi = kpi
    this.#measure = measure
    this.#known = known
    this.#measured = measured
  }

  get #calendar() {
    return this.#known.strategy.organisation.calendar
  }

  get #isFlow(): boolean {
    return this.#measure.kind === 'flow'
  }

  /** In a period of the KPI's own grain or a longer one. */
  at(grain: Grain, ordinal: number): Wanted {
    const own = this.#kpi.grain
    if (grain === own) return this.#own(ordinal)
    const [first, last] = this.#calendar.range(grain, ordinal, own)
    const end = this.#own(last)
    if (!this.#isFlow) return end
    const all: Wanted[] = []
    for (let at = first; at <= last; at++) all.push(this.#own(at))
    const sum = (name: 'low' | 'high' | 'original' | 'base' | 'goal') =>
      all.reduce((total, wanted) => total + wanted[name], 0)
    const absent = all.find(({ reason }) => reason !== 'present')
    const laid = settle({ low: sum('low'), high: sum('high'), base: sum('base'), goal: sum('goal') })
    const reason = absent?.reason ?? laid.reason
    return { ...laid, reason, original: finite(sum('original')), binding: end.binding }
  }

  #own(ordinal: number): Wanted {
    const target = this.#binding(ordinal)
    if (!target) return nothing
    const lastDay = this.#calendar.end(this.#kpi.grain, ordinal)
    const revision = target.revisions.findLastIndex(
      ({ from, recorded }, place) =>
        place === 0 || (recorded <= this.#known.asOf && from <= lastDay && recorded <= lastDay),
    )
    const laid = this.#lay(target, target.revisions[revision] as Revision, ordinal)
    const original = this.#lay(target, target.revisions[0] as Revision, ordinal).low
    return { ...laid, original, binding: { target, revision } }
  }

  /** Rules G1, G10. */
  #binding(ordinal: number): Target | undefined {
    const own = this.#kpi.grain
    const binding = this.#kpi.targets.filter(({ period }) => {
      if (isFiner(period.grain, own)) return false
      return this.#calendar.containing(own, period.grain, ordinal) === period.ordinal
    })
    return binding.sort((a, b) => compareGrains(b.period.grain, a.period.grain)).at(-1)
  }

  baseline(target: Target): number {
    const { baseline } = target
    if (baseline.kind === 'value') return baseline.value
    const { grain, ordinal } = this.baselinePeriod(target)
    return this.#measured(grain, ordinal)
  }

  /** Rule G2: the period whose measured value is the baseline, where none is written. */
  baselinePeriod({ baseline, each, period }: Target): Period {
    if (baseline.kind === 'measured' && baseline.period) return baseline.period
    if (!each || !isFiner(each, period.grain)) return { grain: period.grain, ordinal: period.ordinal - 1 }
    const [first] = this.#calendar.range(period.grain, period.ordinal, each)
    return { grain: each, ordinal: first - 1 }
  }

  /** Rules G3 to G6, G9. */
  #lay(target: Target, revision: Revision, ordinal: number): Laid {
    const { goalpost, trajectory } = revision
    const base = this.baseline(target)
    const [first, last] = this.#calendar.range(target.period.grain, target.period.ordinal, this.#kpi.grain)
    const n = last - first + 1
    const k = ordinal - first + 1
    const isFlow = this.#isFlow
    if (goalpost.kind === 'between') {
      const perPeriod = !isFlow ? base : target.each ? this.#perEach(base, target.each, ordinal) : base / n
      return settle({ low: goalpost.low, high: goalpost.high, base: perPeriod, goal: Number.NaN })
    }
    const goal =
      goalpost.kind === 'value'
        ? goalpost.value
        : goalpost.relative
          ? base * (1 + goalpost.by)
          : base + goalpost.by
    if (target.each) {
      const low = isFlow ? this.#perEach(goal, target.each, ordinal) : goal
      return single(low, isFlow ? this.#perEach(base, target.each, ordinal) : base, low)
    }
    switch (trajectory.kind) {
      case 'custom': {
        const low = this.#customAt(trajectory.values, first, ordinal)
        const laid = single(low, isFlow ? base / n : base, isFlow ? low : goal)
        return laid.reason === 'present' ? laid : { ...laid, reason: 'no-target' }
      }
      case 'seasonal':
        return isFlow
          ? this.#seasonalFlow(goal, base, first, last, ordinal)
          : single(this.#yearBefore(ordinal) * (goal / this.#yearBefore(last)), base, goal)
      case 'step':
        return isFlow ? single(goal / n, base / n, goal / n) : single(goal, base, goal)
      case 'linear': {
        if (!isFlow) return single(base + ((goal - base) * k) / n, base, goal)
        const low = base / n + k * ((2 * (goal - base)) / (n * (n + 1)))
        return single(low, base / n, low)
      }
    }
  }

  #seasonalFlow(goal: number, base: number, first: number, last: number, ordinal: number): Laid {
    let total = 0
    for (let at = first; at <= last; at++) total += this.#yearBefore(at)
    const share = this.#yearBefore(ordinal) / total
    return single(goal * share, base * share, goal * share)
  }

  #yearBefore(ordinal: number): number {
    return this.#measured(this.#kpi.grain, this.#calendar.yearBefore(this.#kpi.grain, ordinal))
  }

  /** Rule G5: an amount of each longer or shorter period, in one judged period. */
  #perEach(amount: number, each: Grain, ordinal: number): number {
    const own = this.#kpi.grain
    if (each === own) return amount
    if (isFiner(each, own)) {
      const [from, to] = this.#calendar.range(own, ordinal, each)
      return amount * (to - from + 1)
    }
    const [from, to] = this.#calendar.range(each, this.#calendar.containing(own, each, ordinal), own)
    return amount / (to - from + 1)
  }

  /** The last value written for a period that begins by this one; NaN before the first. */
  #customAt(
    values: Extract<Revision['trajectory'], { kind: 'custom' }>['values'],
    first: number,
    ordinal: number,
  ): number {
    const own = this.#kpi.grain
    const written = values.filter(([{ grain }]) => !isFiner(grain, own))
    for (let at = ordinal; at >= first; at--) {
      const found = written.findLast(
        ([period]) => this.#calendar.containing(own, period.grain, at) === period.ordinal,
      )
      if (!found) continue
      const [from, to] = this.#calendar.range(found[0].grain, found[0].ordinal, own)
      return this.#isFlow ? found[1] / (to - from + 1) : found[1]
    }
    return Number.NaN
  }
}

function single(low: number, base: number, goal: number): Laid {
  return settle({ low, high: Number.NaN, base, goal })
}

/** Rule G6: a target that cannot be computed is missing. */
function settle(laid: Omit<Laid, 'reason'>): Laid {
  if (Number.isFinite(laid.low)) return { ...laid, reason: 'present' }
  return { ...laid, low: Number.NaN, reason: 'no-baseline' }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN
}
