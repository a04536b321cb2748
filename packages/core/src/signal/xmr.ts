import { meanOf, medianOf } from '../statistics/moments.ts'

/** Limits of a stretch of a series: what its usual variation reaches. */
export type Limits = {
  /** The stretch, as indexes: from (inclusive), to (exclusive). */
  readonly from: number
  readonly to: number
  readonly centre: number
  readonly low: number
  readonly high: number
  /** Values the limits are made from; fewer than 20 make them provisional. */
  readonly points: number
}

/** Why a value is a signal. */
export type SignalRule = 'outside' | 'run-of-eight' | 'three-of-four' | 'trend'

/** A chart of single values and moving ranges; indexes are those of the values given. */
export type XmrChart = {
  readonly limits: readonly Limits[]
  readonly signals: readonly { readonly at: number; readonly rules: readonly SignalRule[] }[]
}

/** Fewer values than this have no limits; from this many on the limits are no longer provisional. */
export const leastForLimits = 5
export const enoughForLimits = 20

/** From the mean moving range to three standard deviations: 3 / 1.128 (Wheeler 1993, Understanding Variation). */
const reachOfRange = 2.66

/**
 * An XmR chart (Wheeler 1993): natural process limits from the moving range, split where eight values in a row on one
 * side show that the process has shifted. NaN is a gap: it breaks moving ranges, not runs. Signals: a value outside
 * the limits, eight in a row on one side, three of four nearer to one limit than to the centre, six steps in a row in
 * one direction. Undefined with fewer than 5 values.
 */
export function xmrChart(values: ArrayLike<number>): XmrChart | undefined {
  const known = Array.from(values).filter((value) => Number.isFinite(value)).length
  if (known < leastForLimits) return undefined
  const limits = split(values, 0, values.length)
  const rules = new Map<number, SignalRule[]>()
  const add = (at: number, rule: SignalRule): void => {
    const own = rules.get(at)
    if (!own) rules.set(at, [rule])
    else if (!own.includes(rule)) own.push(rule)
  }
  for (const stretch of limits) mark(values, stretch, add)
  const signals = [...rules].sort(([a], [b]) => a - b).map(([at, own]) => ({ at, rules: own }))
  return { limits, signals }
}

/** The limits of a stretch, or of the parts it falls into at shifts. */
function split(values: ArrayLike<number>, from: number, to: number): Limits[] {
  const whole = limitsOf(values, from, to)
  const shift = shiftIn(values, whole)
  if (shift === undefined) return [whole]
  return [limitsOf(values, from, shift), ...split(values, shift, to)]
}

/** The natural limits of one stretch of values, NaN where there is none. */
export function limitsOf(values: ArrayLike<number>, from: number, to: number): Limits {
  const known: number[] = []
  const ranges: number[] = []
  for (let at = from; at < to; at++) {
    const value = values[at] as number
    if (!Number.isFinite(value)) continue
    known.push(value)
    const before = at > from ? (values[at - 1] as number) : Number.NaN
    if (Number.isFinite(before)) ranges.push(Math.abs(value - before))
  }
  const centre = meanOf(known)
  const usual = ranges.length > 0 ? meanOf(ranges) : 0
  // One upset makes two ranges that do not belong to the usual variation.
  const kept = ranges.filter((range) => range <= 3.268 * usual)
  const reach = reachOfRange * (kept.length > 0 ? meanOf(kept) : usual)
  return { from, to, centre, low: centre - reach, high: centre + reach, points: known.length }
}

/**
 * Where a stretch shifts: the first of eight values on one side of the centre, with enough values before it that a
 * level was there to leave. The centre is the median, which a shift late in the stretch does not move.
 */
function shiftIn(values: ArrayLike<number>, { from, to, points }: Limits): number | undefined {
  if (points < leastForLimits + runLength) return undefined
  const known = Array.from(values)
    .slice(from, to)
    .filter((value) => Number.isFinite(value))
  const lead = known.slice(0, Math.max(leastForLimits, Math.min(enoughForLimits, known.length - runLength)))
  const centre = medianOf(lead)
  let start = -1
  let side = 0
  let length = 0
  let before = 0
  for (let at = from; at < to; at++) {
    const value = values[at] as number
    if (!Number.isFinite(value)) continue
    const own = Math.sign(value - centre)
    if (own !== 0 && own === side) length++
    else {
      side = own
      length = own === 0 ? 0 : 1
      start = at
    }
    if (length === runLength && before - runLength + 1 >= leastForLimits) return start
    before++
  }
  return undefined
}

const runLength = 8
const trendSteps = 6

function mark(
  values: ArrayLike<number>,
  { from, to, centre, low, high }: Limits,
  add: (at: number, rule: SignalRule) => void,
): void {
  const places: number[] = []
  for (let at = from; at < to; at++) if (Number.isFinite(values[at] as number)) places.push(at)
  const valueAt = (at: number): number => values[places[at] as number] as number
  const addLast = (at: number, count: number, rule: SignalRule): void => {
    for (let back = 0; back < count; back++) add(places[at - back] as number, rule)
  }
  const count = (at: number, of: number, is: (value: number) => boolean): number => {
    let found = 0
    for (let back = 0; back < of && at - back >= 0; back++) if (is(valueAt(at - back))) found++
    return found
  }
  const [nearHigh, nearLow] = [(centre + high) / 2, (centre + low) / 2]
  for (let at = 0; at < places.length; at++) {
    const value = valueAt(at)
    if (value > high || value < low) add(places[at] as number, 'outside')
    for (const side of [1, -1]) {
      if (count(at, runLength, (one) => side * (one - centre) > 0) === runLength)
        addLast(at, runLength, 'run-of-eight')
    }
    if (at >= 3 && value > nearHigh && count(at, 4, (one) => one > nearHigh) >= 3)
      add(places[at] as number, 'three-of-four')
    if (at >= 3 && value < nearLow && count(at, 4, (one) => one < nearLow) >= 3)
      add(places[at] as number, 'three-of-four')
    for (const side of [1, -1]) {
      let steps = 0
      while (
        steps < trendSteps &&
        at - steps > 0 &&
        side * (valueAt(at - steps) - valueAt(at - steps - 1)) > 0
      )
        steps++
      if (steps === trendSteps) addLast(at, trendSteps + 1, 'trend')
    }
  }
}
