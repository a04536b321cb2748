import type { HashText } from '../catchball/terms.ts'
import type { Id } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import { parseDay, printDay } from '../time/day.ts'
import { advanceReview } from './advance.ts'
import type { AgendaItem } from './agenda.ts'
import { keyOf } from './agenda.ts'
import type { ReviewPeople } from './cycle.ts'
import { faultOfDecision } from './decision.ts'
import { minutesText } from './minutes.ts'
import { type ReviewRefusal, refuseReview as refuse } from './refusal.ts'
import type { Choice, Review, ReviewAction, ReviewDecision, ReviewStep, Seen } from './review.ts'

/** What somebody wants done. `hash` is of the minutes that they have read. */
export type ReviewCommand = { readonly by: Id } & (
  | { readonly kind: 'open' }
  | { readonly kind: 'refresh' | 'join' | 'close' }
  | { readonly kind: 'present'; readonly item: string }
  | { readonly kind: 'add-item'; readonly item: Pick<AgendaItem, 'subject' | 'title'> }
  | { readonly kind: 'note'; readonly item: string; readonly text: string }
  | { readonly kind: 'decide'; readonly item: string; readonly decision: ReviewDecision }
  | { readonly kind: 'undecide'; readonly item: string; readonly choice: Choice }
  | { readonly kind: 'park'; readonly item: string; readonly reason: string }
  | { readonly kind: 'assign'; readonly action: ReviewAction }
  | { readonly kind: 'sign-off'; readonly hash: string }
  | { readonly kind: 'cancel'; readonly reason: string }
  | { readonly kind: 'finish-action'; readonly action: string; readonly note: string }
  | { readonly kind: 'drop-action'; readonly action: string; readonly note: string }
  | { readonly kind: 'move-action'; readonly action: string; readonly due: string; readonly note: string }
)

/** What the strategy says at the moment of a command. */
export type ReviewContext = {
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly today: Day
  /** The last day of the period that is reviewed. */
  readonly ends: Day
  readonly people: ReviewPeople
  /** Everybody whom the strategy names. */
  readonly known: (person: Id) => boolean
  /** The agenda and what is seen, as things stand. */
  readonly prepare: () => { readonly seen: Seen; readonly agenda: readonly AgendaItem[] }
  readonly hash: HashText
}

export type ReviewOutcome = { readonly steps: readonly ReviewStep[] } | { readonly refusal: ReviewRefusal }

/** Gives the steps that a command takes, or why it takes none. Nothing is changed (rules V3 to V8). */
export function decideReview(review: Review, command: ReviewCommand, context: ReviewContext): ReviewOutcome {
  const { by } = command
  const made = { by, at: context.at }
  if (command.kind === 'move-action') return followUp(review, command, context)
  if (command.kind === 'finish-action') return followUp(review, command, context)
  if (command.kind === 'drop-action') return followUp(review, command, context)
  if (command.kind === 'sign-off') return sign(review, command, context)
  if (command.kind === 'open') return open(review, by, context)
  const { state } = review
  if (state !== 'open') return refuse('not-open', { state })
  // Who sits changes with the strategy until a review is closed; those who were there stay.
  const { leads, participants } = context.people
  const isLeading = leads.includes(by)
  if (!isLeading && !participants.includes(by))
    return refuse('not-taking-part', { by, people: names(participants) })
  if (['refresh', 'present', 'close', 'cancel'].includes(command.kind) && !isLeading)
    return refuse('not-leading', { by, people: names(leads) })
  switch (command.kind) {
    case 'refresh':
      return { steps: [{ kind: 'refresh', ...made, leads, participants, ...context.prepare() }] }
    case 'join':
      return { steps: review.present.includes(by) ? [] : [{ kind: 'join', ...made }] }
    case 'close':
      return close(review, by, context)
    case 'cancel':
      if (isBlank(command.reason)) return refuse('reason-missing')
      return { steps: [{ kind: 'cancel', ...made, reason: command.reason }] }
    case 'add-item': {
      const { subject, title } = command.item
      const key = keyOf(subject)
      if (review.items.some((item) => item.key === key)) return refuse('item-known')
      if (isBlank(title)) return refuse('text-missing')
      const item = { key, subject, title, reasons: [{ code: 'added' as const, facts: { by } }] }
      return { steps: [{ kind: 'add-item', ...made, item }] }
    }
    case 'note':
      if (isBlank(command.text)) return refuse('text-missing')
      if (command.item !== '' && !itemOf(review, command.item)) return refuse('item-unknown')
      return { steps: [{ kind: 'note', ...made, item: command.item, text: command.text }] }
    case 'assign':
      return assign(review, made, command.action, context)
    default:
      return conclude(review, made, command)
  }
}

type Concluding = Extract<
  ReviewCommand,
  | { readonly kind: 'present' }
  | { readonly kind: 'decide' }
  | { readonly kind: 'undecide' }
  | { readonly kind: 'park' }
>
type Made = { readonly by: Id; readonly at: number }

function conclude(review: Review, made: Made, command: Concluding): ReviewOutcome {
  const item = itemOf(review, command.item)
  if (!item) return refuse('item-unknown')
  switch (command.kind) {
    case 'present':
      return { steps: review.shown === item.key ? [] : [{ kind: 'present', ...made, item: item.key }] }
    case 'park':
      if (isBlank(command.reason)) return refuse('reason-missing')
      return { steps: [{ kind: 'park', ...made, item: item.key, reason: command.reason }] }
    case 'undecide': {
      const { choice } = command
      if (!item.decisions.some(({ decision }) => decision.choice === choice)) return refuse('not-decided')
      return { steps: [{ kind: 'undecide', ...made, item: item.key, choice }] }
    }
    default: {
      const { decision } = command
      const fault = faultOfDecision(item.subject, decision)
      return fault ?? { steps: [{ kind: 'decide', ...made, item: item.key, decision }] }
    }
  }
}

function open(review: Review, by: Id, { at, today, ends, people, prepare }: ReviewContext): ReviewOutcome {
  const { state } = review
  const { leads, participants } = people
  if (!leads.includes(by)) return refuse('not-leading', { by, people: names(leads) })
  if (state !== 'planned' && state !== 'cancelled') return refuse('open-already', { state })
  if (today <= ends) return refuse('period-runs', { ends: printDay(ends) })
  return { steps: [{ kind: 'open', by, at, leads, participants, ...prepare() }] }
}

/** The minutes are hashed as they will be once it is closed. */
function close(review: Review, by: Id, { at, hash }: ReviewContext): ReviewOutcome {
  const closed = advanceReview(review, { kind: 'close', by, at, hash: '' })
  return { steps: [{ kind: 'close', by, at, hash: hash(minutesText(closed)) }] }
}

function sign(
  review: Review,
  { by, hash }: { readonly by: Id; readonly hash: string },
  { at }: ReviewContext,
): ReviewOutcome {
  const { state, present, signed } = review
  if (state !== 'closed' && state !== 'signed') return refuse('not-closed', { state })
  if (!present.includes(by)) return refuse('not-present', { by, people: names(present) })
  if (hash !== review.hash) return refuse('minutes-changed')
  if (signed.includes(by)) return refuse('signed-already', { by })
  return { steps: [{ kind: 'sign-off', by, at, hash }] }
}

function assign(review: Review, made: Made, action: ReviewAction, { known }: ReviewContext): ReviewOutcome {
  const { id, item, what, owner, due } = action
  if (item !== '' && !itemOf(review, item)) return refuse('item-unknown')
  if (review.actions.some((one) => one.id === id)) return refuse('action-known')
  if (isBlank(id) || isBlank(what) || parseDay(due) === undefined) return refuse('action-incomplete')
  if (!known(owner)) return refuse('person-unknown', { person: owner })
  return { steps: [{ kind: 'assign', ...made, action }] }
}

type FollowUp = Extract<ReviewCommand, { readonly note: string }>

/** What came of an action is told as long as it is open, whatever became of the review. */
function followUp(review: Review, command: FollowUp, { at, people }: ReviewContext): ReviewOutcome {
  const { by, kind, note } = command
  const action = review.actions.find(({ id }) => id === command.action)
  if (!action) return refuse('action-unknown')
  if (by !== action.owner && !people.leads.includes(by))
    return refuse('not-the-owner', { owner: action.owner })
  if (action.state !== 'open') return refuse('action-over', { state: action.state })
  if (kind !== 'finish-action' && isBlank(note)) return refuse('reason-missing')
  if (kind !== 'move-action') return { steps: [{ kind, by, at, action: action.id, note }] }
  if (parseDay(command.due) === undefined) return refuse('action-incomplete')
  return { steps: [{ kind, by, at, action: action.id, due: command.due, note }] }
}

function itemOf(review: Review, key: string) {
  return review.items.find((item) => item.key === key)
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

function names(people: readonly Id[]): string {
  return people.join(', ') || 'nobody'
}
