import { atRiskCode, offTrackCode, onTrackCode } from '../score/status.ts'
import { markOf } from './columns.ts'

/** The marks of scores that are there. */
export const onTrackMark = markOf(0, onTrackCode)
export const atRiskMark = markOf(0, atRiskCode)
export const offTrackMark = markOf(0, offTrackCode)
