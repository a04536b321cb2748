import { atRiskCode, offTrackCode, slack } from '../score/status.ts'
import type { Bands } from '../strategy/model.ts'
import { markOf } from './columns.ts'

const offTrackMark = markOf(0, offTrackCode)
const step = offTrackMark - markOf(0, atRiskCode)

/** The least score that is on track (rule K13). */
export function onTrackFrom(bands: Bands): number {
  return bands.onTrack - slack
}

/** The least score that is at risk, or on track where bands are given the wrong way round. */
export function atRiskFrom(bands: Bands): number {
  return Math.min(bands.atRisk, bands.onTrack) - slack
}

/**
 * The mark of a score that is there. The codes of the statuses follow one another, so that the mark is counted and not
 * chosen: in a row of scores as they come a processor guesses every other choice wrongly.
 */
export function markOfScore(score: number, onTrack: number, atRisk: number): number {
  return offTrackMark - step * (Number(score >= onTrack) + Number(score >= atRisk))
}
