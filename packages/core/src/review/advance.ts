import type { AgendaItem } from './agenda.ts'
import type { KeptAction, Review, ReviewItem, ReviewStep } from './review.ts'

/** Takes one step: the only way in which a review changes. Steps that `decideReview` gave are taken as they are. */
export function advanceReview(before: Review, step: ReviewStep): Review {
  const present =
    step.by === '' || before.present.includes(step.by) || !isMeeting(step)
      ? before.present
      : [...before.present, step.by]
  return { ...take({ ...before, present }, step), version: before.version + 1 }
}

/** Whether who takes a step was there. */
function isMeeting({ kind }: ReviewStep): boolean {
  return !['sign-off', 'cancel', 'finish-action', 'drop-action', 'move-action'].includes(kind)
}

function take(before: Review, step: ReviewStep): Review {
  const { by, at } = step
  switch (step.kind) {
    case 'open':
    case 'refresh': {
      const { seen, agenda, leads, participants } = step
      const items = mergeAgenda(before.items, agenda)
      const shown = before.shown ?? items[0]?.key
      const openedAt = step.kind === 'open' ? at : before.openedAt
      const shownSince = step.kind === 'open' ? at : before.shownSince
      return { ...before, state: 'open', seen, items, leads, participants, shown, shownSince, openedAt }
    }
    case 'join':
      return before
    case 'present':
      return { ...withTime(before, at), shown: step.item, shownSince: at }
    case 'add-item':
      return { ...before, items: [...before.items, fresh(step.item)] }
    case 'note': {
      const note = { by, at, text: step.text }
      if (step.item === '') return { ...before, notes: [...before.notes, note] }
      return change(before, step.item, (item) => ({ ...item, notes: [...item.notes, note] }))
    }
    case 'decide': {
      const decided = { by, at, decision: step.decision }
      return change(before, step.item, (item) => ({
        ...item,
        decisions: [...without(item, step.decision.choice), decided],
        parked: undefined,
      }))
    }
    case 'undecide':
      return change(before, step.item, (item) => ({ ...item, decisions: without(item, step.choice) }))
    case 'park':
      return change(before, step.item, (item) => ({
        ...item,
        decisions: [],
        parked: { by, at, reason: step.reason },
      }))
    case 'assign': {
      const action: KeptAction = { ...step.action, state: 'open', assignedBy: by, note: undefined, moves: 0 }
      return { ...before, actions: [...before.actions, action] }
    }
    case 'close':
      return { ...withTime(before, at), state: 'closed', closedAt: at, closedBy: by, hash: step.hash }
    case 'sign-off': {
      const signed = [...before.signed, by]
      return { ...before, signed, state: isCarried(before, signed) ? 'signed' : before.state }
    }
    case 'cancel':
      return { ...before, state: 'cancelled', reason: step.reason }
    case 'finish-action':
      return act(before, step.action, (action) => ({ ...action, state: 'done', note: step.note }))
    case 'drop-action':
      return act(before, step.action, (action) => ({ ...action, state: 'dropped', note: step.note }))
    case 'move-action':
      return act(before, step.action, (action) => ({
        ...action,
        due: step.due,
        note: step.note,
        moves: action.moves + 1,
      }))
  }
}

/** Whether minutes are signed: by one who led or closed, and by another where anybody else was there (rule V7). */
export function isCarried({ closedBy, leads, present }: Review, signed: readonly string[]): boolean {
  const isLed = signed.some((person) => person === closedBy || leads.includes(person))
  const others = present.filter((person) => person !== closedBy)
  return isLed && (others.length === 0 || signed.some((person) => others.includes(person)))
}

/** Items of a new agenda with what was concluded on them already; what was concluded is never lost. */
function mergeAgenda(before: readonly ReviewItem[], agenda: readonly AgendaItem[]): readonly ReviewItem[] {
  const known = new Map(before.map((item) => [item.key, item]))
  const anew = agenda.map((item) => ({ ...(known.get(item.key) ?? fresh(item)), ...item }))
  const keys = new Set(agenda.map(({ key }) => key))
  const kept = before.filter(
    ({ key, decisions, notes, parked, reasons }) =>
      !keys.has(key) &&
      (decisions.length > 0 || notes.length > 0 || parked || reasons.some(({ code }) => code === 'added')),
  )
  return [...anew, ...kept]
}

function fresh(item: AgendaItem): ReviewItem {
  return { ...item, decisions: [], notes: [], parked: undefined, shownMs: 0 }
}

function without({ decisions }: ReviewItem, choice: string) {
  return decisions.filter(({ decision }) => decision.choice !== choice)
}

function withTime(before: Review, at: number): Review {
  const { shown, shownSince } = before
  if (shown === undefined || before.state !== 'open') return before
  return change(before, shown, (item) => ({ ...item, shownMs: item.shownMs + Math.max(0, at - shownSince) }))
}

function change(review: Review, key: string, make: (item: ReviewItem) => ReviewItem): Review {
  return { ...review, items: review.items.map((item) => (item.key === key ? make(item) : item)) }
}

function act(review: Review, id: string, make: (action: KeptAction) => KeptAction): Review {
  return { ...review, actions: review.actions.map((action) => (action.id === id ? make(action) : action)) }
}
