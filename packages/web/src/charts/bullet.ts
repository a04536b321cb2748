import { scaleLinear } from 'd3-scale'

export type BulletShape = {
  /** From zero to the measure. */
  readonly bar: { readonly x: number; readonly width: number }
  /** Up to the target, as the darker ground. */
  readonly ground: { readonly x: number; readonly width: number }
  readonly target: number | undefined
  readonly original: number | undefined
}

/** A bullet graph on one linear scale that holds zero (Few, specification of 2013). */
export function bulletOf(
  {
    actual,
    target,
    original,
  }: { readonly actual: number | null; readonly target: number | null; readonly original: number | null },
  width: number,
): BulletShape | undefined {
  const shown = [actual, target, original].filter((value) => value !== null)
  if (shown.length === 0) return undefined
  const x = scaleLinear([Math.min(0, ...shown), Math.max(0, ...shown) * 1.12 || 1], [0, width]).clamp(true)
  const span = (to: number) => ({ x: Math.min(x(0), x(to)), width: Math.abs(x(to) - x(0)) })
  return {
    bar: span(actual ?? 0),
    ground: span(target ?? 0),
    target: target === null ? undefined : x(target),
    original: original === null ? undefined : x(original),
  }
}
