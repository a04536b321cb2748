import type { Facts } from '../text/diagnostic.ts'
import { fill } from '../text/diagnostic.ts'

/** Everything a review refuses, with the way out. */
export const reviewRefusalWords = {
  'not-open': 'The review is {state}. This is done while it is open.',
  'open-already': 'The review is {state} already. Go on with it.',
  'period-runs': 'The period ends on {ends}. It is reviewed afterwards.',
  'not-leading': '{by} does not lead this review. Those who may: {people}.',
  'not-taking-part': '{by} takes no part in this review. Those who do: {people}.',
  'item-unknown': 'The agenda has no such item. Add it first.',
  'item-known': 'The item stands on the agenda already.',
  'choice-unfit': '{choice} is decided on a {fits}, and this is a {kind}.',
  'decision-incomplete': 'The decision does not say {lacks}.',
  'not-decided': 'Nothing of the sort was decided on this item.',
  'reason-missing': 'Say why: a reason is part of this step.',
  'text-missing': 'There is nothing to write down.',
  'action-unknown': 'There is no such action.',
  'action-known': 'There is an action of this id already.',
  'action-over': 'The action is {state} already.',
  'action-incomplete': 'An action says what is to be done, who does it, and by which day.',
  'person-unknown': 'The strategy names nobody "{person}".',
  'not-the-owner': 'The action is of {owner}. They, or who leads the review, can say what came of it.',
  'not-closed': 'The review is {state}. Minutes are signed once it is closed.',
  'minutes-changed': 'These are not the minutes as they are. Read them again, then sign.',
  'not-present': '{by} was not there. Minutes are signed by those who were: {people}.',
  'signed-already': '{by} has signed these minutes already.',
} as const

export type ReviewRefusalCode = keyof typeof reviewRefusalWords

/** Why a command takes no step. */
export type ReviewRefusal = {
  readonly code: ReviewRefusalCode
  readonly facts: Facts
  readonly message: string
}

/** A refusal in words. */
export function refuseReview(
  code: ReviewRefusalCode,
  facts: Facts = {},
): { readonly refusal: ReviewRefusal } {
  return { refusal: { code, facts, message: fill(reviewRefusalWords[code], facts) } }
}
