import { printDay, reviewPeople, reviewsDue } from '@keelson/core'
import type { KeptReview } from '../../store/read/review.ts'
import { reviewsOf } from '../../store/read/review.ts'
import type { Matter, Source, View } from '../matter.ts'
import { membersWho } from '../matter.ts'

/** So many days before a review is due its people are told, and for so many after it as long as nobody has opened it. */
const [daysBefore, daysAfter] = [7, 30]
/** So many days before an action is due its owner is told, until it is over. */
const actionDays = 3

/** Whoever leads or takes part is told of a review that is near, and whoever has an action of its day. */
export const reviewSource: Source = {
  sorts: ['review-soon', 'action-due'],
  isStanding: true,
  isSlow: true,
  async find(view) {
    const kept = await reviewsOf(view.tenant, view.live.orgId)
    return [...near(view, kept), ...kept.flatMap((one) => actions(view, one))]
  },
}

function near(view: View, kept: readonly KeptReview[]): readonly Matter[] {
  const { strategy, today } = view.live
  const begun = new Set(
    kept.flatMap(({ review }) =>
      review.state === 'cancelled' ? [] : [`${review.subject.cycle} ${review.subject.period}`],
    ),
  )
  return reviewsDue(strategy, today - daysAfter, today + daysBefore).flatMap(
    ({ cycle, period, name, due }) => {
      const own = strategy.reviews.get(cycle)
      if (!own || begun.has(`${cycle} ${period}`)) return []
      return reviewPeople(strategy, own).participants.flatMap((person) =>
        membersWho(view, person).map(({ userId }) => ({
          userId,
          sort: 'review-soon' as const,
          matter: `review-soon ${cycle} ${period}`,
          subject: `review:${cycle} ${period}`,
          facts: { name: `${name} ${period}`, due: printDay(due) },
          address: '/reviews',
        })),
      )
    },
  )
}

function actions(view: View, { id: review, review: { actions: all } }: KeptReview): readonly Matter[] {
  const soon = printDay(view.live.today + actionDays)
  return all
    .filter(({ state, due }) => state === 'open' && due <= soon)
    .flatMap(({ id, what, owner, due }) =>
      membersWho(view, owner).map(({ userId }) => ({
        userId,
        sort: 'action-due' as const,
        matter: `action-due ${id} ${due}`,
        subject: `action:${id}`,
        facts: { name: what, due },
        address: `/reviews/${review}`,
      })),
    )
}
