import type { Bands, Kpi, Revision, StatusMethod, Target } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import { grains } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import { needsJudging, needsOf } from './needs.ts'
import { goalOf } from './targets.ts'

/**
 * The targets of all KPIs, read in one pass, because reading objects that lie all over memory costs more than what is
 * done with them. Only plain targets are kept: those that need nothing but their row.
 */
export class TargetColumns {
  /** What the targets of each KPI need, in the bits of `needsOf`. */
  readonly needs: Uint8Array
  /** The bands of each KPI whose targets are all judged by attainment against the same. */
  readonly bands: (Bands | undefined)[] = []
  /** The plain targets of KPI i are those from `starts[i]` to the next start. */
  readonly starts: Int32Array
  /** Of each plain target: the place of its period in `periods`, its baseline and goal, 1 where it is a straight line. */
  period: Int32Array
  base: Float64Array
  goal: Float64Array
  isLinear: Uint8Array
  readonly periods: Period[] = []
  #lastBands: Bands | undefined
  readonly #places = new Map<number, number>()
  /** The last day on which any target is due, from a given day. */
  lastDue: Day

  constructor(kpis: readonly Kpi[], since: Day) {
    const count = kpis.length
    this.needs = new Uint8Array(count)
    this.starts = new Int32Array(count + 1)
    this.lastDue = since
    const expected = 4 * count
    this.period = new Int32Array(expected)
    this.base = new Float64Array(expected)
    this.goal = new Float64Array(expected)
    this.isLinear = new Uint8Array(expected)
    for (let kpi = 0; kpi < count; kpi++) this.#read(kpi, (kpis[kpi] as Kpi).targets)
  }

  #read(kpi: number, targets: readonly Target[]): void {
    const needs = needsOf(targets)
    const isPlain = (needs & ~needsJudging) === 0
    let at = this.starts[kpi] as number
    for (const target of targets) {
      if (target.due > this.lastDue) this.lastDue = target.due
      if (isPlain) this.#keep(target, at++)
    }
    this.needs[kpi] = needs
    this.bands.push(needs & needsJudging ? undefined : this.#share(targets[0]?.method))
    this.starts[kpi + 1] = at
  }

  /** The bands as an object that other KPIs hold too, where the one before had the same. */
  #share(bands: StatusMethod | undefined): Bands | undefined {
    if (bands?.kind !== 'attainment') return undefined
    const last = this.#lastBands
    if (bands.onTrack !== last?.onTrack || bands.atRisk !== last.atRisk) this.#lastBands = bands
    return this.#lastBands
  }

  #keep({ period, baseline, revisions }: Target, at: number): void {
    const { goalpost, trajectory } = revisions[0] as Revision
    const base = baseline.kind === 'value' ? baseline.value : Number.NaN
    if (at === this.period.length) this.#grow()
    this.period[at] = this.#placeOf(period)
    this.base[at] = base
    this.goal[at] = goalOf(goalpost, base)
    this.isLinear[at] = trajectory.kind === 'linear' ? 1 : 0
  }

  #placeOf(period: Period): number {
    const key = period.ordinal * grains.length + grains.indexOf(period.grain)
    let place = this.#places.get(key)
    if (place === undefined) {
      place = this.periods.push(period) - 1
      this.#places.set(key, place)
    }
    return place
  }

  #grow(): void {
    const count = 2 * this.period.length + 16
    const { period, base, goal, isLinear } = this
    this.period = new Int32Array(count)
    this.base = new Float64Array(count)
    this.goal = new Float64Array(count)
    this.isLinear = new Uint8Array(count)
    this.period.set(period)
    this.base.set(base)
    this.goal.set(goal)
    this.isLinear.set(isLinear)
  }
}
