import type { Bands } from '../strategy/model.ts'

/** The stored codes of a status, by their place. `unknown` is 0. */
export const statuses = ['unknown', 'on-track', 'at-risk', 'off-track'] as const
export type Status = (typeof statuses)[number]

export const unknownCode = 0
export const onTrackCode = 1
export const atRiskCode = 2
export const offTrackCode = 3

/** How far a computed number may lie below a limit and still meet it: rule K13. */
export const slack = 1e-9

/** The status code of a score by bands: rules K6 and R13. NaN is unknown. */
export function statusByBands(score: number, bands: Bands): number {
  if (score >= bands.onTrack - slack) return onTrackCode
  if (score >= bands.atRisk - slack) return atRiskCode
  return Number.isNaN(score) ? unknownCode : offTrackCode
}

/** Rule K7: shortfall in the unit of the measure against a tolerance in the same unit. */
export function statusByShortfall(shortfall: number, tolerance: number): number {
  const margin = slack * Math.max(1, Math.abs(tolerance))
  if (shortfall <= tolerance + margin) return onTrackCode
  if (shortfall <= 2 * tolerance + margin) return atRiskCode
  return Number.isNaN(shortfall) ? unknownCode : offTrackCode
}

/**
 * Rule K8: achieved compound rate over required compound rate, after `elapsed` of `length` periods.
 * NaN where the rates cannot be compared. Source: Eurostat, monitoring report on the sustainable development goals,
 * annex on method.
 */
export function growthRatio(
  actual: number,
  base: number,
  goal: number,
  elapsed: number,
  length: number,
): number {
  if (!(actual * base > 0) || !(goal * base > 0)) return Number.NaN
  const required = (goal / base) ** (1 / length) - 1
  const achieved = (actual / base) ** (1 / elapsed) - 1
  return required === 0 ? Number.NaN : achieved / required
}
