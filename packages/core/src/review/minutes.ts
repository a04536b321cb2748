import { canonicalText } from '../catchball/terms.ts'
import type { Review } from './review.ts'

/**
 * The one text of minutes that is signed: JSON with sorted keys of what was seen, who was there, and what was noted,
 * decided, put off and assigned, as it was when the review was closed (rule V6).
 */
export function minutesText(review: Review): string {
  const { subject, seen, present, items, notes, actions, openedAt, closedAt, closedBy } = review
  return canonicalText({
    subject,
    seen,
    present,
    openedAt,
    closedAt,
    closedBy,
    notes,
    items: items.map(({ key, title, reasons, decisions, notes: own, parked }) => ({
      key,
      title,
      reasons,
      decisions,
      notes: own,
      parked,
    })),
    actions: actions.map(({ id, item, what, owner, due, state, assignedBy }) => ({
      id,
      item,
      what,
      owner,
      due,
      state,
      assignedBy,
    })),
  })
}
