import type { AgendaAnswer, ReviewAnswer, ReviewStepBody } from '@keelson/server/answers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'
import { formatDay, formatNumber } from './format.ts'
import type { MessageId } from './words.ts'
import { t } from './words.ts'

export type ReviewItem = ReviewAnswer['items'][number]
export type ReviewDecision = NonNullable<ReviewStepBody['decision']>
export type Choice = ReviewDecision['choice']
type Reason = AgendaAnswer['items'][number]['reasons'][number]

/** Opens the review of a period. */
export function useOpenReview(organisation: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (subject: { readonly cycle: string; readonly period: string }) =>
      ask<ReviewAnswer>(addressOf(organisation, '/reviews'), {
        method: 'POST',
        body: subject,
        headers: { 'idempotency-key': crypto.randomUUID() },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['of', organisation] }),
  })
}

/** Takes a review on. Only what must not cross somebody else's step names the version that it answers. */
export function useReviewStep(
  organisation: string,
  { id, version }: { readonly id: string; readonly version?: number },
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (step: ReviewStepBody) =>
      ask<ReviewAnswer>(addressOf(organisation, `/reviews/${id}/steps`), {
        method: 'POST',
        body: step,
        headers: {
          'idempotency-key': crypto.randomUUID(),
          ...(step.kind === 'close' && version !== undefined && { 'if-match': `"${version}"` }),
        },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['of', organisation] }),
  })
}

const days = ['due', 'until']

/** Why something stands on an agenda, in the language now spoken; what a check found is told as the server tells it. */
export function reasonOf({ code, facts, text }: Reason): string {
  const id = reasonIds[code]
  if (id === undefined) return text.charAt(0).toUpperCase() + text.slice(1)
  const told = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'number'
      ? formatNumber(value)
      : days.includes(name) && /^\d{4}-\d\d-\d\d$/.test(String(value))
        ? formatDay(String(value))
        : value,
  ])
  return t(id, Object.fromEntries(told)).trim()
}

const reasonIds: Readonly<Record<string, MessageId>> = {
  'left-open': 'reviews.whyLeftOpen',
  'action-late': 'reviews.whyActionLate',
  'off-track': 'reviews.whyOffTrack',
  unknown: 'reviews.whyUnknown',
  stale: 'reviews.whyStale',
  'at-risk': 'reviews.whyAtRisk',
  signal: 'reviews.whySignal',
  'missed-before': 'reviews.whyMissedBefore',
  'moved-worse': 'reviews.whyMovedWorse',
  'moved-nothing': 'reviews.whyMovedNothing',
  'initiative-late': 'reviews.whyInitiativeLate',
  'milestone-late': 'reviews.whyMilestoneLate',
  'waiver-ends': 'reviews.whyWaiverEnds',
  'action-open': 'reviews.whyActionOpen',
  'never-decided': 'reviews.whyNeverDecided',
  added: 'reviews.whyAdded',
}

export const choiceIds: Readonly<Record<Choice, MessageId>> = {
  keep: 'reviews.keep',
  'adjust-target': 'reviews.adjustTarget',
  replace: 'reviews.replace',
  retire: 'reviews.retire',
  'start-initiative': 'reviews.startInitiative',
  'stop-initiative': 'reviews.stopInitiative',
  resolve: 'reviews.resolve',
}

export const stateIds: Readonly<Record<ReviewAnswer['state'], MessageId>> = {
  planned: 'reviews.planned',
  open: 'reviews.open',
  closed: 'reviews.closed',
  signed: 'reviews.signed',
  cancelled: 'reviews.cancelled',
}

/** Minutes and seconds of a length of time in milliseconds. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** An id for a name: small letters and digits, with hyphens. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
  return plain === '' ? `initiative-${crypto.randomUUID().slice(0, 8)}` : plain
}
