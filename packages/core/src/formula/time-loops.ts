import type { CallNode } from './ast.ts'
import type { Frame } from './frame.ts'

/** Makes a row from the cells `a[ao + p]` of this and earlier periods; `a` is never the target. */
export type TimeLoop = (
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  low: number,
  high: number,
) => void

/** A time function as a loop, and the first period it reads for the period `low`. */
export type TimeFunction = { readonly loop: TimeLoop; readonly firstRead: (low: number) => number }

/** What a time function does. */
export function timeFunctionOf({ name, count, isYear }: CallNode, frame: Frame): TimeFunction {
  switch (name) {
    case 'prior':
    case 'lag':
      return isYear ? lagByYear(frame) : lagBy(count)
    case 'delta':
      return isYear ? differenceByYear(frame) : differenceBy(1)
    case 'growth':
      return isYear ? growthByYear(frame) : growthBy(1)
    case 'ytd':
      return yearToDate(frame)
    case 'rolling-sum':
      return rolling(count, 1)
    default:
      return rolling(count, count)
  }
}

/** The value of `count` periods before. */
function lagBy(count: number): TimeFunction {
  return {
    firstRead: (low) => low - count,
    loop: (target, to, a, ao, low, high) => shift(target, to, a, ao, low, high, count),
  }
}

/** The value of the same period a year before. */
function lagByYear(frame: Frame): TimeFunction {
  const count = periodsOfYear(frame)
  if (count > 0) return lagBy(count)
  const { yearBefore } = frame
  return {
    firstRead: (low) => yearBefore[low] as number,
    loop: (target, to, a, ao, low, high) => shiftByTable(target, to, a, ao, low, high, yearBefore),
  }
}

/** The difference from the value of `count` periods before. */
function differenceBy(count: number): TimeFunction {
  return {
    firstRead: (low) => low - count,
    loop: (target, to, a, ao, low, high) => subtractEarlier(target, to, a, ao, low, high, count),
  }
}

/** The difference from the value of `count` periods before, as a share of its size. */
function growthBy(count: number): TimeFunction {
  return {
    firstRead: (low) => low - count,
    loop: (target, to, a, ao, low, high) => growFrom(target, to, a, ao, low, high, count),
  }
}

/** The difference from the value of the same period a year before. */
function differenceByYear(frame: Frame): TimeFunction {
  const count = periodsOfYear(frame)
  if (count > 0) return differenceBy(count)
  const { yearBefore } = frame
  return {
    firstRead: (low) => yearBefore[low] as number,
    loop: (target, to, a, ao, low, high) => {
      for (let p = low; p < high; p++) {
        const at = yearBefore[p] as number
        if (at < 0) target[to + p] = Number.NaN
        else subtractEarlier(target, to, a, ao, p, p + 1, p - at)
      }
    },
  }
}

/** The difference from the value of the same period a year before, as a share of its size. */
function growthByYear(frame: Frame): TimeFunction {
  const count = periodsOfYear(frame)
  if (count > 0) return growthBy(count)
  const { yearBefore } = frame
  return {
    firstRead: (low) => yearBefore[low] as number,
    loop: (target, to, a, ao, low, high) => {
      for (let p = low; p < high; p++) {
        const at = yearBefore[p] as number
        if (at < 0) target[to + p] = Number.NaN
        else growFrom(target, to, a, ao, p, p + 1, p - at)
      }
    },
  }
}

/** The sum of the last `count` periods, oldest first, over `divisor`. */
function rolling(count: number, divisor: number): TimeFunction {
  return {
    firstRead: (low) => low - count + 1,
    loop: (target, to, a, ao, low, high) => roll(target, to, a, ao, low, high, count, divisor),
  }
}

/** The sum from the first period of the fiscal year, oldest first. */
function yearToDate({ yearStart }: Frame): TimeFunction {
  return {
    firstRead: (low) => yearStart[low] as number,
    loop: (target, to, a, ao, low, high) => sumYears(target, to, a, ao, low, high, yearStart),
  }
}

const yearLengths = new WeakMap<Frame, number>()

/** How many periods a year has where all have as many; else 0. */
function periodsOfYear(frame: Frame): number {
  let length = yearLengths.get(frame)
  if (length === undefined) {
    const { yearBefore, count } = frame
    length = count > 0 ? -(yearBefore[0] as number) : 0
    for (let index = 1; index < count; index++)
      if (index - (yearBefore[index] as number) !== length) length = 0
    yearLengths.set(frame, length)
  }
  return length
}

function shift(
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  low: number,
  high: number,
  count: number,
): void {
  let p = low
  for (; p < count && p < high; p++) target[to + p] = Number.NaN
  for (; p < high; p++) target[to + p] = a[ao + p - count] as number
}

function shiftByTable(
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  low: number,
  high: number,
  table: Int32Array,
): void {
  for (let p = low; p < high; p++) {
    const at = table[p] as number
    if (at < 0) target[to + p] = Number.NaN
    else target[to + p] = a[ao + at] as number
  }
}

function subtractEarlier(
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  low: number,
  high: number,
  count: number,
): void {
  let p = low
  for (; p < count && p < high; p++) target[to + p] = Number.NaN
  for (; p < high; p++) {
    const s = (a[ao + p] as number) - (a[ao + p - count] as number)
    target[to + p] = s * 0 + s
  }
}

function growFrom(
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  low: number,
  high: number,
  count: number,
): void {
  let p = low
  for (; p < count && p < high; p++) target[to + p] = Number.NaN
  for (; p < high; p++) {
    const then = a[ao + p - count] as number
    const s = ((a[ao + p] as number) - then) / Math.abs(then)
    target[to + p] = s * 0 + s
  }
}

/** Four periods at a time, whose sums do not wait for one another; each is added oldest first. */
function roll(
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  low: number,
  high: number,
  count: number,
  divisor: number,
): void {
  let p = low
  for (; p < count - 1 && p < high; p++) target[to + p] = Number.NaN
  for (; p + 3 < high; p += 4) {
    const end = ao + p
    let at = end - count + 1
    let r = a[at] as number
    let s = a[at + 1] as number
    let t = a[at + 2] as number
    let u = a[at + 3] as number
    while (at < end) {
      at++
      r += a[at] as number
      s += a[at + 1] as number
      t += a[at + 2] as number
      u += a[at + 3] as number
    }
    target[to + p] = finite(r / divisor)
    target[to + p + 1] = finite(s / divisor)
    target[to + p + 2] = finite(t / divisor)
    target[to + p + 3] = finite(u / divisor)
  }
  for (; p < high; p++) {
    const end = ao + p
    let sum = a[end - count + 1] as number
    for (let at = end - count + 2; at <= end; at++) sum += a[at] as number
    target[to + p] = finite(sum / divisor)
  }
}

function finite(s: number): number {
  return s * 0 + s
}

/** Within a year the sum goes on, which adds in the same order as beginning anew. */
function sumYears(
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  low: number,
  high: number,
  yearStart: Int32Array,
): void {
  let p = low
  while (p < high) {
    const start = yearStart[p] as number
    if (start < 0) {
      target[to + p++] = Number.NaN
      continue
    }
    let sum = a[ao + start] as number
    for (let at = start + 1; at <= p; at++) sum += a[ao + at] as number
    target[to + p] = sum * 0 + sum
    for (p++; p < high && yearStart[p] === start; p++) {
      sum += a[ao + p] as number
      target[to + p] = sum * 0 + sum
    }
  }
}
