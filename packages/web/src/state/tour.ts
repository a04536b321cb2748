import type { FindingRow } from '@keelson/server/answers'
import { useSyncExternalStore } from 'react'
import type { MessageId } from './words.ts'

/** A practice, shown by a defect of the demo company: the step is done when its finding is gone. */
export type TourStep = {
  readonly check: string
  readonly subject: string
  readonly to: '/$organisation/alignment' | '/$organisation/check-in'
  readonly name: MessageId
  readonly text: MessageId
}

export const tourSteps: readonly TourStep[] = [
  step('kpi-orphan', 'social-followers', 'tour.objectives', 'tour.objectivesText'),
  step('targets-contradict', 'churn-finance', 'tour.together', 'tour.togetherText'),
  step('gap', 'revenue', 'tour.cascade', 'tour.cascadeText'),
  step('indicators-only-lagging', 'better-products', 'tour.scorecard', 'tour.scorecardText'),
  step('review-overdue', 'spare-part-availability', 'tour.review', 'tour.reviewText'),
  {
    ...step('value-stale', 'brand-awareness', 'tour.transparent', 'tour.transparentText'),
    to: '/$organisation/check-in',
  },
  step('smart-achievable', 'time-to-hire', 'tour.smart', 'tour.smartText'),
]

function step(check: string, subject: string, name: MessageId, text: MessageId): TourStep {
  return { check, subject, to: '/$organisation/alignment', name, text }
}

/** Which steps are done, by what the alignment report still finds. */
export function doneSteps(
  findings: readonly Pick<FindingRow, 'code' | 'subject' | 'waiver'>[],
): readonly boolean[] {
  return tourSteps.map(
    ({ check, subject }) =>
      !findings.some((one) => one.code === check && one.subject.id === subject && one.waiver === null),
  )
}

const addressOf = (organisation: string) => `keelson.tour ${organisation}`
const hearers = new Set<() => void>()

/** Whether the tour was put away in this browser. */
export function useTourPutAway(organisation: string): boolean {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => localStorage.getItem(addressOf(organisation)) === 'away',
  )
}

export function putTourAway(organisation: string, isAway: boolean): void {
  if (isAway) localStorage.setItem(addressOf(organisation), 'away')
  else localStorage.removeItem(addressOf(organisation))
  for (const hear of hearers) hear()
}
