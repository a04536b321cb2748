import type { TargetRows } from './targets.ts'

/**
 * Stretches of periods bound by one target, four numbers each: from (inclusive), to (exclusive), the place of the
 * target, the place of its revision. Flat and shared, since most KPIs of a company are bound alike.
 */
export type Segments = readonly number[]

export const noSegments: Segments = []

let lastSegments = noSegments

/** Reads the segments off laid rows; the array is that of the KPI before, where that was bound alike. */
export function segmentsOf({ target, revision }: TargetRows): Segments {
  const segments: number[] = []
  let low = 0
  for (let p = 1; p <= target.length; p++) {
    if (p < target.length && target[p] === target[low] && revision[p] === revision[low]) continue
    if ((target[low] as number) >= 0) segments.push(low, p, target[low] as number, revision[low] as number)
    low = p
  }
  const isSame =
    segments.length === lastSegments.length && segments.every((one, at) => one === lastSegments[at])
  if (!isSame) lastSegments = segments
  return lastSegments
}
