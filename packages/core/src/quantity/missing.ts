/**
 * Why a value is missing. The order is the stored code: 0 is "there is a value". Codes never change meaning.
 */
export const reasons = [
  'present',
  'not-observed',
  'not-due',
  'before-start',
  'divide-by-zero',
  'not-finite',
  'not-aggregable',
  'below-coverage',
  'stale',
  'no-rate',
  'no-target',
  'no-baseline',
  'no-scale',
  'child-missing',
  'too-short',
  'cycle',
] as const

export type Reason = (typeof reasons)[number]

/** The stored code of a reason, 0 to 255. */
export const reasonCode = Object.fromEntries(reasons.map((reason, code) => [reason, code])) as Readonly<
  Record<Reason, number>
>

/** A number, or NaN with the code of the reason why there is none. */
export type Value = { readonly value: number; readonly reason: number }

export function present(value: number): Value {
  return { value, reason: 0 }
}

export function missing(reason: Reason): Value {
  return { value: Number.NaN, reason: reasonCode[reason] }
}

export function isMissing(value: Value): boolean {
  return value.reason !== 0
}
