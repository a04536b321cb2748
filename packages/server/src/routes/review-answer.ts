import type { AgendaItem, DueReview, KeptAction, Review } from '@keelson/core'
import { choicesOn, printDay, reasonText } from '@keelson/core'
import type { Actor } from '../accounts/actor.ts'
import { peopleOf } from '../commands/review.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptReview } from '../store/read/review.ts'

/** A review as lists tell it: one that was begun, or one that is due. */
export function reviewRow(
  live: LiveOrganisation,
  actor: Actor,
  due: DueReview,
  kept: KeptReview | undefined,
) {
  const { strategy } = live
  const cycle = strategy.reviews.get(due.cycle)
  const { leads, participants } = cycle
    ? peopleOf(live, cycle, actor)
    : (kept?.review ?? { leads: [], participants: [] })
  const person = actor.person ?? ''
  const items = kept?.review.items ?? []
  return {
    subject: { cycle: due.cycle, period: due.period },
    name: due.name,
    department: cycle?.department ?? null,
    due: printDay(due.due),
    state: kept?.review.state ?? ('planned' as const),
    id: kept?.id ?? null,
    isDue: due.due <= live.today,
    mayLead: leads.includes(person),
    takesPart: participants.includes(person),
    items: items.length,
    settled: items.filter(({ decisions, parked }) => decisions.length > 0 || parked).length,
    openActions: (kept?.review.actions ?? []).filter(({ state }) => state === 'open').length,
  }
}

/** When a period of a cycle is reviewed; of a cycle that is no longer described, the day it was begun. */
export function dueOf({ strategy, today }: LiveOrganisation, { subject, openedAt }: Review): DueReview {
  const { cycle: id, period } = subject
  const { calendar } = strategy.organisation
  const cycle = strategy.reviews.get(id)
  const read = calendar.parse(period)
  const name = cycle?.name ?? id
  if (!cycle || 'fault' in read) {
    const opened = Number.isNaN(openedAt) ? today : Math.floor(openedAt / 86_400_000)
    return { cycle: id, period, name, ends: opened, due: opened }
  }
  const ends = calendar.end(read.grain, read.ordinal)
  return { cycle: id, period, name, ends, due: ends + cycle.afterDays }
}

/** A review whole. */
export function reviewAnswer(live: LiveOrganisation, { id, review }: KeptReview) {
  const due = dueOf(live, review)
  const { subject, state, version, leads, participants, present, shown, hash, signed, reason } = review
  return {
    id,
    subject,
    name: due.name,
    department: live.strategy.reviews.get(subject.cycle)?.department ?? null,
    due: printDay(due.due),
    state,
    version,
    leads: [...leads],
    participants: [...participants],
    present: [...present],
    seen: review.seen ?? null,
    shown: shown ?? null,
    shownSince: instant(review.shownSince),
    openedAt: instant(review.openedAt),
    closedAt: instant(review.closedAt),
    hash: hash ?? null,
    signed: [...signed],
    reason: reason ?? null,
    notes: review.notes.map(noteOf),
    items: review.items.map((item) => ({
      ...agendaRow(item),
      decisions: item.decisions.map(({ by, at, decision }) => ({
        by,
        at: new Date(at).toISOString(),
        decision: decision as never,
      })),
      notes: item.notes.map(noteOf),
      parked: item.parked ? noteOf({ ...item.parked, text: item.parked.reason }) : null,
      shownMs: item.shownMs,
    })),
    actions: review.actions.map((action) => actionRow(live, { id, review }, action)),
  }
}

export function agendaRow({ key, subject, title, reasons }: AgendaItem) {
  return {
    key,
    subject,
    title,
    reasons: reasons.map(({ code, facts }) => ({ code, facts, text: reasonText(code, facts) })),
    choices: [...choicesOn(subject)],
  }
}

/** An action with the review that it comes from. */
export function actionRow(
  { today }: LiveOrganisation,
  { id: review, review: { subject } }: Pick<KeptReview, 'id' | 'review'>,
  { id, item, what, owner, due, state, note, moves }: KeptAction,
) {
  const isLate = state === 'open' && due < printDay(today)
  const { cycle, period } = subject
  return { id, review, cycle, period, item, what, owner, due, state, isLate, note: note ?? null, moves }
}

function noteOf({ by, at, text }: { readonly by: string; readonly at: number; readonly text: string }) {
  return { by, at: new Date(at).toISOString(), text }
}

function instant(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null
}
