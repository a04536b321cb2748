import type { Observations } from '../series/observations.ts'
import type { Strategy } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Timeline } from '../time/timeline.ts'
import { makeTimeline } from '../time/timeline.ts'

/** Bounds that keep a mistyped year from making a million periods. */
const yearsBack = 40
const yearsAhead = 10

/** The stretch of time computed: whole fiscal years around everything observed and targeted. */
export class Horizon {
  readonly strategy: Strategy
  readonly asOf: Day
  readonly firstYear: number
  readonly lastYear: number
  readonly #timelines = new Map<Grain, Timeline>()
  readonly #closed = new Map<Grain, number>()
  readonly #tables = new Map<string, Int32Array>()

  /** `lastDue` is the last day on which a target is due, from the as-of day. */
  constructor(strategy: Strategy, observations: Observations, asOf: Day, lastDue: Day) {
    this.strategy = strategy
    this.asOf = asOf
    const { calendar } = strategy.organisation
    const nowYear = calendar.ordinal('year', asOf)
    const observed = firstObservedYear(strategy, observations, asOf)
    this.firstYear = Math.max(observed, nowYear - yearsBack)
    this.lastYear = Math.min(calendar.ordinal('year', lastDue), nowYear + yearsAhead)
  }

  timeline(grain: Grain): Timeline {
    let timeline = this.#timelines.get(grain)
    if (!timeline) {
      const { calendar } = this.strategy.organisation
      const [first] = calendar.range('year', this.firstYear, grain)
      const [, last] = calendar.range('year', this.lastYear, grain)
      timeline = makeTimeline(calendar, grain, first, last - first + 1)
      this.#timelines.set(grain, timeline)
    }
    return timeline
  }

  /** How many periods of the grain have ended by the as-of day: rule A13. */
  closed(grain: Grain): number {
    let closed = this.#closed.get(grain)
    if (closed === undefined) {
      const { lastDay } = this.timeline(grain)
      const after = lastDay.findIndex((day) => day > this.asOf)
      closed = after < 0 ? lastDay.length : after
      this.#closed.set(grain, closed)
    }
    return closed
  }

  /** For each period of a grain the last period of a coarser grain that ended by then, −1 before the first (rule R6). */
  lastEnded(grain: Grain, coarse: Grain): Int32Array {
    return this.#table(`${grain} sees ended ${coarse}`, () => {
      const { lastDay } = this.timeline(coarse)
      let at = -1
      return this.timeline(grain).lastDay.map((day) => {
        while (at + 1 < lastDay.length && (lastDay[at + 1] as number) <= day) at++
        return at
      })
    })
  }

  /** For each period of a coarser grain the first period of a grain by which it has ended. */
  firstAfter(grain: Grain, coarse: Grain): Int32Array {
    return this.#table(`${coarse} seen ended by ${grain}`, () => {
      const { lastDay } = this.timeline(grain)
      let at = 0
      return this.timeline(coarse).lastDay.map((day) => {
        while (at < lastDay.length && (lastDay[at] as number) < day) at++
        return at
      })
    })
  }

  /** For each period of a finer grain the coarser one that it belongs to, or −1. */
  containing(coarse: Grain, fine: Grain): Int32Array {
    return this.#table(`${coarse} of ${fine}`, () => {
      const { from, to } = this.parts(coarse, fine)
      const table = new Int32Array(this.timeline(fine).count).fill(-1)
      for (let index = 0; index < from.length; index++)
        table.fill(index, Math.max(0, from[index] as number), Math.max(0, to[index] as number))
      return table
    })
  }

  #table(key: string, make: () => Int32Array): Int32Array {
    let table = this.#tables.get(key)
    if (!table) {
      table = make()
      this.#tables.set(key, table)
    }
    return table
  }

  /** For each coarser period the finer periods that belong to it, as indexes: from (inclusive), to (exclusive). */
  parts(coarser: Grain, finer: Grain): { readonly from: Int32Array; readonly to: Int32Array } {
    const { calendar } = this.strategy.organisation
    const { first, count } = this.timeline(coarser)
    const zero = this.timeline(finer).first
    const ends = (which: 0 | 1) =>
      Int32Array.from(
        { length: count },
        (_, index) => calendar.range(coarser, first + index, finer)[which] - zero,
      )
    const from = this.#table(`${coarser} from ${finer}`, () => ends(0))
    const to = this.#table(`${coarser} to ${finer}`, () => ends(1).map((last) => last + 1))
    return { from, to }
  }
}

/** The year of the earliest period observed: a week is of the year it belongs to, not of the one it begins in. */
function firstObservedYear(strategy: Strategy, observations: Observations, asOf: Day): number {
  const { calendar } = strategy.organisation
  const earliest = earliestOrdinals(observations)
  let year = calendar.ordinal('year', asOf)
  for (let handle = 0; handle < earliest.length; handle++) {
    const grain = strategy.measures.get(observations.measureIds[handle] as string)?.grain
    const ordinal = earliest[handle] as number
    if (grain && ordinal < never) year = Math.min(year, calendar.containing(grain, 'year', ordinal))
  }
  return year
}

const never = 0x7fffffff

/** The first ordinal observed of each measure; rows of a measure mostly follow one another. */
function earliestOrdinals({ measureIds, count, measure, ordinal }: Observations): Int32Array {
  const earliest = new Int32Array(measureIds.length).fill(never)
  for (let row = 0; row < count; ) {
    const handle = measure[row] as number
    let least = earliest[handle] as number
    for (; row < count && measure[row] === handle; row++) least = Math.min(least, ordinal[row] as number)
    earliest[handle] = least
  }
  return earliest
}

/** The coarser of two grains. */
export function coarser(a: Grain, b: Grain): Grain {
  return isFiner(a, b) ? b : a
}
