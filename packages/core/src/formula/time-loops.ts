import type { Frame } from './frame.ts'

/** Makes a row from the cells `a[ao + p]` of earlier periods; `a` is a row of its own, never the target. */
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

/** The value of `count` periods before. */
export function lagBy(count: number): TimeFunction {
  return {
    firstRead: (low) => low - count,
    loop: (target, to, a, ao, low, high) => {
      let p = low
      for (; p < count && p < high; p++) target[to + p] = Number.NaN
      for (; p < high; p++) target[to + p] = a[ao + p - count] as number
    },
  }
}

/** The value of the same period a year before. */
export function lagByYear({ yearBefore }: Frame): TimeFunction {
  return {
    firstRead: (low) => yearBefore[low] as number,
    loop: (target, to, a, ao, low, high) => {
      for (let p = low; p < high; p++) {
        const at = yearBefore[p] as number
        target[to + p] = at < 0 ? Number.NaN : (a[ao + at] as number)
      }
    },
  }
}

/** The difference from the value of the period before, or of the same period a year before. */
export function difference(frame: Frame, isYear: boolean): TimeFunction {
  const earlier = isYear ? lagByYear(frame) : lagBy(1)
  return {
    firstRead: earlier.firstRead,
    loop: (target, to, a, ao, low, high) => {
      earlier.loop(target, to, a, ao, low, high)
      for (let p = low; p < high; p++) {
        const s = (a[ao + p] as number) - (target[to + p] as number)
        target[to + p] = s * 0 + s
      }
    },
  }
}

/** The difference as a share of the size of the earlier value. */
export function growth(frame: Frame, isYear: boolean): TimeFunction {
  const earlier = isYear ? lagByYear(frame) : lagBy(1)
  return {
    firstRead: earlier.firstRead,
    loop: (target, to, a, ao, low, high) => {
      earlier.loop(target, to, a, ao, low, high)
      for (let p = low; p < high; p++) {
        const then = target[to + p] as number
        const s = ((a[ao + p] as number) - then) / Math.abs(then)
        target[to + p] = s * 0 + s
      }
    },
  }
}

/** The sum of the last `count` periods, oldest first, over `divisor`. */
export function rolling(count: number, divisor: number): TimeFunction {
  return {
    firstRead: (low) => low - count + 1,
    loop: (target, to, a, ao, low, high) => {
      let p = low
      for (; p < count - 1 && p < high; p++) target[to + p] = Number.NaN
      for (; p < high; p++) {
        const end = ao + p
        let sum = a[end - count + 1] as number
        for (let at = end - count + 2; at <= end; at++) sum += a[at] as number
        const s = sum / divisor
        target[to + p] = s * 0 + s
      }
    },
  }
}

/** The sum from the first period of the fiscal year, oldest first. */
export function yearToDate({ yearStart }: Frame): TimeFunction {
  return {
    firstRead: (low) => yearStart[low] as number,
    loop: (target, to, a, ao, low, high) => {
      let sum = 0
      let year = -1
      for (let p = low; p < high; p++) {
        const start = yearStart[p] as number
        if (start < 0) {
          target[to + p] = Number.NaN
          continue
        }
        // Within a year the sum goes on, which adds in the same order as beginning anew.
        if (start === year) sum += a[ao + p] as number
        else {
          year = start
          sum = a[ao + start] as number
          for (let at = start + 1; at <= p; at++) sum += a[ao + at] as number
        }
        target[to + p] = sum * 0 + sum
      }
    },
  }
}
