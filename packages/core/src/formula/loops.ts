/*
 * Loops over stretches of rows. Rows hold finite numbers, and NaN where there is none; every loop keeps it so. What
 * comes out infinite is missing: s * 0 + s is s, to the bit and the sign of zero, for a finite s, and NaN otherwise.
 * Likewise s − |x / 2 − y / 2| * 0 is s where x and y are there, and NaN elsewhere. Branches cost three times as much.
 */

/** Joins two rows cell by cell: `target[to + p]` from `a[ao + p]` and `b[bo + p]`. The target may be one of them. */
export type Loop = (
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  b: Float64Array,
  bo: number,
  low: number,
  high: number,
) => void

export const add: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const s = (a[ao + p] as number) + (b[bo + p] as number)
    target[to + p] = s * 0 + s
  }
}

export const subtract: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const s = (a[ao + p] as number) - (b[bo + p] as number)
    target[to + p] = s * 0 + s
  }
}

export const multiply: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const s = (a[ao + p] as number) * (b[bo + p] as number)
    target[to + p] = s * 0 + s
  }
}

export const divide: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const s = (a[ao + p] as number) / (b[bo + p] as number)
    target[to + p] = s * 0 + s
  }
}

export const less: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const x = a[ao + p] as number
    const y = b[bo + p] as number
    target[to + p] = (x < y ? 1 : 0) - Math.abs(x * 0.5 - y * 0.5) * 0
  }
}

export const atMost: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const x = a[ao + p] as number
    const y = b[bo + p] as number
    target[to + p] = (x <= y ? 1 : 0) - Math.abs(x * 0.5 - y * 0.5) * 0
  }
}

export const equal: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const x = a[ao + p] as number
    const y = b[bo + p] as number
    target[to + p] = (x === y ? 1 : 0) - Math.abs(x * 0.5 - y * 0.5) * 0
  }
}

export const unequal: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const x = a[ao + p] as number
    const y = b[bo + p] as number
    target[to + p] = (x !== y ? 1 : 0) - Math.abs(x * 0.5 - y * 0.5) * 0
  }
}

export const both: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const x = a[ao + p] as number
    const y = b[bo + p] as number
    if (x === 0) target[to + p] = 0
    else target[to + p] = Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : y === 0 ? 0 : 1
  }
}

export const either: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const x = a[ao + p] as number
    const y = b[bo + p] as number
    if (Number.isNaN(x)) target[to + p] = Number.NaN
    else target[to + p] = x !== 0 ? 1 : Number.isNaN(y) ? Number.NaN : y === 0 ? 0 : 1
  }
}

export const least: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) target[to + p] = Math.min(a[ao + p] as number, b[bo + p] as number)
}

export const most: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) target[to + p] = Math.max(a[ao + p] as number, b[bo + p] as number)
}

/** The first of two that is there. */
export const present: Loop = (target, to, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const x = a[ao + p] as number
    target[to + p] = Number.isNaN(x) ? (b[bo + p] as number) : x
  }
}

/** Chooses between two rows; the first rows are compared, or in `choose` hold the condition twice. */
export type Choice = (
  target: Float64Array,
  to: number,
  x: Float64Array,
  xo: number,
  y: Float64Array,
  yo: number,
  a: Float64Array,
  ao: number,
  b: Float64Array,
  bo: number,
  low: number,
  high: number,
) => void

export const choose: Choice = (target, to, x, xo, _y, _yo, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const c = x[xo + p] as number
    const chosen = (c === 0 ? b[bo + p] : a[ao + p]) as number
    target[to + p] = chosen - Math.abs(c) * 0
  }
}

export const chooseLess: Choice = (target, to, x, xo, y, yo, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const c = x[xo + p] as number
    const d = y[yo + p] as number
    const chosen = (c < d ? a[ao + p] : b[bo + p]) as number
    target[to + p] = chosen - Math.abs(c * 0.5 - d * 0.5) * 0
  }
}

export const chooseAtMost: Choice = (target, to, x, xo, y, yo, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const c = x[xo + p] as number
    const d = y[yo + p] as number
    const chosen = (c <= d ? a[ao + p] : b[bo + p]) as number
    target[to + p] = chosen - Math.abs(c * 0.5 - d * 0.5) * 0
  }
}

export const chooseEqual: Choice = (target, to, x, xo, y, yo, a, ao, b, bo, low, high) => {
  for (let p = low; p < high; p++) {
    const c = x[xo + p] as number
    const d = y[yo + p] as number
    const chosen = (c === d ? a[ao + p] : b[bo + p]) as number
    target[to + p] = chosen - Math.abs(c * 0.5 - d * 0.5) * 0
  }
}

export function copy(
  target: Float64Array,
  to: number,
  a: Float64Array,
  ao: number,
  low: number,
  high: number,
) {
  for (let p = low; p < high; p++) target[to + p] = a[ao + p] as number
}
